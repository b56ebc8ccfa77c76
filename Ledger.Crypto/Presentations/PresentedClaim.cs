namespace Ledger.Crypto.Presentations;

/// <summary>A question about the licence, and the issuer's node's answer: yes or no, and nothing more.</summary>
/// <param name="Kind">The question.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Type">有效许可: 21-character code of the type asked for; null for other questions.</param>
/// <param name="Since">有效许可: the day since which; null for other questions.</param>
public sealed record PresentedClaim(ClaimKind Kind, bool Answer, string? Type = null, DateOnly? Since = null)
{
    /// <summary>The question in Chinese.</summary>
    public string Chinese => Kind switch
    {
        ClaimKind.Adult => "年满18周岁",
        _ => $"自 {Since:yyyy-MM-dd} 起持有类型为 {Type} 的证照且现行有效",
    };

    /// <summary>The question in English.</summary>
    public string English => Kind switch
    {
        ClaimKind.Adult => "is 18 or older",
        _ => $"has held a licence of type {Type} since {Since:yyyy-MM-dd}, and it is in force",
    };
}
