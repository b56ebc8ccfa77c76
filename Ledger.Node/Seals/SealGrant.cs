using System.Globalization;
using Google.Protobuf;
using Ledger.Node.Parties;

namespace Ledger.Node.Seals;

/// <summary>用章授权: who may use a seal, for what, how long and how often. Its rules and its state.</summary>
internal sealed record SealGrant
{
    /// <summary>The most grants of one seal that are not withdrawn.</summary>
    public const int Most = 1_000;

    private const string DayForm = "yyyy-MM-dd";
    private readonly SealGrantRow _row;

    /// <summary>The grant that a row tells of.</summary>
    /// <param name="row">Not to be changed by anybody any more.</param>
    /// <exception cref="FormatException">The row holds what no event leaves.</exception>
    internal SealGrant(SealGrantRow row)
    {
        _row = row;
        From = Parse(row.Granted.ValidFrom);
        To = row.Granted.ValidTo.Length == 0 ? null : Parse(row.Granted.ValidTo);
    }

    /// <summary>Its 16 bytes in log and map.</summary>
    public ByteString Handle => _row.Granted.Handle;

    /// <summary>The seal's 16 bytes.</summary>
    public ByteString SealHandle => _row.Granted.SealHandle;

    /// <summary>证照类型代码; null for every type.</summary>
    public string? LicenceType => _row.Granted.LicenceType is { Length: > 0 } type ? type : null;

    /// <summary>The one system that may use the seal, or null.</summary>
    public string? System => _row.Granted.System is { Length: > 0 } system ? system : null;

    /// <summary>Whether one operator alone may use the seal.</summary>
    public bool IsForOperator => !_row.Granted.OperatorLookup.IsEmpty;

    /// <summary>First day in China.</summary>
    public DateOnly From { get; }

    /// <summary>Last day in China; null for no end.</summary>
    public DateOnly? To { get; }

    /// <summary>How many licences may be sealed under it; null for any number.</summary>
    public long? Count => _row.Granted.Count == 0 ? null : _row.Granted.Count;

    /// <summary>How many were.</summary>
    public long Used => _row.Used;

    /// <summary>Log index of the grant.</summary>
    public long Index => _row.Index;

    /// <summary>When it was granted.</summary>
    public DateTimeOffset GrantedAt => DateTimeOffset.FromUnixTimeMilliseconds(_row.Time);

    /// <summary>Who granted it; null where it came with a seal that was taken over.</summary>
    public SealActor? By => _row.Granted.By;

    /// <summary>When it was withdrawn; null while it was not.</summary>
    public DateTimeOffset? WithdrawnAt => _row.WithdrawnTime > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(_row.WithdrawnTime) : null;

    /// <summary>The narrower comes first: what is meant for one is used up before what is for all.</summary>
    public int Narrowness => (IsForOperator ? 0 : System is not null ? 1 : 2) + (LicenceType is null ? 3 : 0);

    /// <summary>A grant.</summary>
    /// <param name="seal">The seal, whose use may be granted.</param>
    /// <param name="live">How many of its grants are not withdrawn.</param>
    /// <param name="request">What for.</param>
    /// <param name="by">Who grants it; null where no department's system does.</param>
    /// <param name="secrets">Hides the operator's account.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: the seal is not there or has ended, or has too many grants.</exception>
    public static SealGranted Grant(Seal seal, int live, GrantRequest request, SealActor? by, HolderSecrets secrets)
    {
        seal.RequireGrantable();
        SealGranted granted = new()
        {
            Handle = Parties.Handle.New(),
            SealHandle = seal.Handle,
            LicenceType = request.LicenceType ?? "",
            System = request.System ?? "",
            OperatorLookup = request.Operator is null
                ? ByteString.Empty
                : ByteString.CopyFrom(secrets.OperatorLookup(seal.Authority, request.Operator).Span),
            ValidFrom = Format(request.From),
            ValidTo = request.To is DateOnly last ? Format(last) : "",
            Count = request.Count ?? 0,
            By = by,
        };
        return live < Most ? granted : throw new LedgerException(
            LedgerError.WrongState, $"该印章的有效授权已达 {Most} 项。", $"The seal has {Most} grants already.");
    }

    /// <summary>收回授权.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: it is withdrawn already.</exception>
    public SealGrantWithdrawn Withdraw(SealActor by) => WithdrawnAt is null
        ? new SealGrantWithdrawn { Handle = Handle, SealHandle = SealHandle, By = by }
        : throw new LedgerException(LedgerError.WrongState, "该授权已收回。", "The grant is withdrawn already.");

    /// <summary>Whether it permits somebody to seal one more licence of a type on a day.</summary>
    public bool Covers(SealUser user, string licenceType, DateOnly day) =>
        WithdrawnAt is null
        && (LicenceType is null || LicenceType == licenceType)
        && (System is null || System == user.System)
        && (!IsForOperator || _row.Granted.OperatorLookup == user.OperatorLookup)
        && From <= day
        && (To is null || day <= To)
        && (Count is null || Used < Count);

    /// <summary>The text of a day.</summary>
    public static string Format(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    private static DateOnly Parse(string day) => DateOnly.ParseExact(day, DayForm, CultureInfo.InvariantCulture);
}
