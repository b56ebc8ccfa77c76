using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.SignIn;

/// <summary>A session of a person who signed in.</summary>
/// <param name="Key">SHA-256 of the random name that the person's browser keeps, 32 bytes: the name itself is not kept here.</param>
/// <param name="Label">What the person's own list calls it, 32 hexadecimal characters; it opens nothing.</param>
/// <param name="Who">Who signed in.</param>
/// <param name="StartedAt">When.</param>
/// <param name="UsedAt">When it was last used.</param>
internal sealed record Session(ByteString Key, string Label, SignedInPerson Who, DateTimeOffset StartedAt, DateTimeOffset UsedAt)
{
    /// <summary>Whether it still counts.</summary>
    public bool IsInForce(SignInOptions options, DateTimeOffset now) =>
        now < UsedAt.AddMinutes(options.IdleMinutes) && now < EndsAt(options);

    /// <summary>When it is over however much it is used.</summary>
    public DateTimeOffset EndsAt(SignInOptions options) => StartedAt.AddMinutes(options.AbsoluteMinutes);

    /// <summary>Whether the person has shown their means of authentication recently enough for what needs a step-up.</summary>
    public bool IsSteppedUp(SignInOptions options, DateTimeOffset now) =>
        Who.HasStepUpAcr && now < Who.AuthenticatedAt.AddMinutes(options.StepUpMinutes);

    /// <summary>Its row.</summary>
    internal byte[] ToRow() => new SessionRow
    {
        Provider = Who.Provider,
        Person = ByteString.CopyFrom(Who.Person.Span),
        Holders = { Who.Holders.Select(holder => ByteString.CopyFrom(holder.Span)) },
        Roles = { Who.Roles.Select(role => (int)role) },
        Authority = Who.Authority,
        StartedAt = StartedAt.ToUnixTimeMilliseconds(),
        UsedAt = UsedAt.ToUnixTimeMilliseconds(),
        AuthenticatedAt = Who.AuthenticatedAt.ToUnixTimeMilliseconds(),
        HasStepUpAcr = Who.HasStepUpAcr,
        Label = ByteString.CopyFrom(Convert.FromHexString(Label)),
        ProviderSession = BytesOf(Who.ProviderSession),
        ActsFor = BytesOf(Who.ActsFor),
    }.ToByteArray();

    /// <summary>Reads a row.</summary>
    internal static Session Of(byte[] key, byte[] value)
    {
        SessionRow row = SessionRow.Parser.ParseFrom(value);
        SignedInPerson who = new(
            row.Provider,
            new Digest(row.Person.Span),
            [.. row.Holders.Select(holder => new Digest(holder.Span))],
            [.. row.Roles.Select(role => (StaffRole)role)],
            row.Authority,
            Moment(row.AuthenticatedAt),
            row.HasStepUpAcr,
            DigestOf(row.ProviderSession))
        { ActsFor = DigestOf(row.ActsFor) };
        return new Session(ByteString.CopyFrom(key), Convert.ToHexStringLower(row.Label.Span), who, Moment(row.StartedAt), Moment(row.UsedAt));
    }

    private static ByteString BytesOf(Digest? digest) => digest is Digest given ? ByteString.CopyFrom(given.Span) : ByteString.Empty;

    private static Digest? DigestOf(ByteString bytes) => bytes.IsEmpty ? null : new Digest(bytes.Span);

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
