using Ledger.Node.Parties;

namespace Ledger.Node.SignIn;

/// <summary>A claim in which a provider says by which code the person, or the company that the person acts for, holds licences.</summary>
internal sealed record HolderClaim
{
    /// <summary>Name of the claim, whose value is a text or a list of texts.</summary>
    public required string Claim { get; init; }

    /// <summary>持证主体代码类型 of the value, three digits: <c>111</c> for a citizen, <c>001</c> for a company.</summary>
    public required string CodeType { get; init; }

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() =>
        Claim.Length is 0 or > 100 ? "claim: 1 to 100 characters."
        : HolderCodeType.Find(CodeType) is null ? $"codeType of {Claim}: {CodeType} is no holder code type."
        : null;
}
