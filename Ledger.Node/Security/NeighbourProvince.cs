using Ledger.Node.Catalogue;
using Ledger.Node.Outgoing;

namespace Ledger.Node.Security;

/// <summary>Another province's node: where it is asked, by which keys it asks and answers, and from when until when.</summary>
internal sealed record NeighbourProvince
{
    /// <summary>The most of them in the settings.</summary>
    public const int Most = 40;

    private const int MostKeys = 8;

    /// <summary>Division code of the province, for example <c>320000</c>.</summary>
    public required string Division { get; init; }

    /// <summary>Under which address the node is known.</summary>
    public required Uri Address { get; init; }

    /// <summary>Origin of its log: the only one whose licences and materials it may give.</summary>
    public required string Origin { get; init; }

    /// <summary>Its public keys by which it signs requests to this node, eight at most.</summary>
    public IReadOnlyList<SystemKey> RequestKeys { get; init; } = [];

    /// <summary>Its public keys by which it signs answers to this node, eight at most.</summary>
    public IReadOnlyList<SystemKey> AnswerKeys { get; init; } = [];

    /// <summary>SHA-256 of the certificates by which it shows itself in TLS, as <see cref="DepartmentSystem.Certificates"/>.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>Networks that it calls from; empty for any.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>The most requests that it may send in a minute.</summary>
    public int RequestsPerMinute { get; init; } = 12_000;

    /// <summary>From when on the two exchange; null for ever before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when they do, that moment not included; null for ever after.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether the two exchange at a moment.</summary>
    public bool IsInForce(DateTimeOffset at) => (From is null || at >= From) && (Until is null || at < Until);

    /// <summary>The keys by which it may answer at a moment.</summary>
    public IEnumerable<ExpectedKey> AnswerKeysAt(DateTimeOffset at) =>
        AnswerKeys.Where(key => key.IsInForce(at)).Select(key => new ExpectedKey(key.Id, key.Read()));

    /// <summary>As a caller of this node.</summary>
    public DepartmentSystem ToCaller() => new()
    {
        Name = $"province-{Division}",
        Authority = "",
        Province = Division,
        Keys = RequestKeys,
        Certificates = Certificates,
        Networks = Networks,
        RequestsPerMinute = RequestsPerMinute,
        From = From,
        Until = Until,
    };

    /// <summary>What cannot work, as a sentence; null where there is nothing.</summary>
    internal string? Problem() =>
        !ProvinceCode.IsKnown(Division) ? $"{Division} is no division code of a province."
        : !Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https") || Address.AbsolutePath != "/" || Address.Query.Length > 0
            ? $"the address of {Division} is an absolute http or https address without a path."
        : Address.Scheme == Uri.UriSchemeHttp && !Address.IsLoopback ? $"the address of {Division} is not https."
        : RequestKeys.Count is 0 or > MostKeys || AnswerKeys.Count is 0 or > MostKeys ? $"{Division} has 1 to {MostKeys} requestKeys and answerKeys."
        : AnswerKeys.Select(key => key.Problem()).FirstOrDefault(problem => problem is not null) is string key ? $"answerKeys of {Division}: {key}"
        : ToCaller().Problem();
}
