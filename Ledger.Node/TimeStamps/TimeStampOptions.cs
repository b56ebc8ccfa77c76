using System.Net;
using System.Text.Json.Serialization;

namespace Ledger.Node.TimeStamps;

/// <summary>Which time-stamping authorities stamp the files that the node signs.</summary>
internal sealed record TimeStampOptions
{
    /// <summary>The source that means the node's own authority.</summary>
    public const string Own = "own";

    /// <summary>The authorities, tried in this order: an http or https address each, or <c>own</c>.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>So long an answer is waited for; 1 to 30.</summary>
    public int AnswerSeconds { get; init; } = 3;

    /// <summary>So long an authority that gave no answer is not asked again; 0 to 3,600.</summary>
    public int RestSeconds { get; init; } = 30;

    /// <summary>Networks that their names may lead to though they are not public; the node's settings have them for all whom it calls.</summary>
    [JsonIgnore]
    public IReadOnlyList<IPNetwork> PrivateNetworks { get; init; } = [];

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() =>
        Sources.FirstOrDefault(source => !IsSource(source)) is string bad ? $"sources: '{bad}' is neither 'own' nor an http or https address."
        : AnswerSeconds is < 1 or > 30 ? "answerSeconds: 1 to 30."
        : RestSeconds is < 0 or > 3600 ? "restSeconds: 0 to 3600."
        : null;

    private static bool IsSource(string source) =>
        source == Own || (Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https");
}
