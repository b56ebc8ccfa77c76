using Ledger.Node.Parties;

namespace Ledger.Node.SignIn;

/// <summary>What the members of a provider's group are here.</summary>
internal sealed record StaffGroup
{
    /// <summary>The group as the provider's claim names it.</summary>
    public required string Group { get; init; }

    /// <summary>The role.</summary>
    public required StaffRole Role { get; init; }

    /// <summary>Unified social credit code of the authority, for a clerk and a sealing officer; null for the others.</summary>
    public string? Authority { get; init; }

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() =>
        Group.Length is 0 or > 200 ? "group: 1 to 200 characters."
        : !Enum.IsDefined(Role) ? $"role of {Group} is none."
        : Role.IsOfAuthority() && (Authority is null || UnifiedSocialCreditCode.FindFault(Authority) is not null) ? $"authority of {Group}: a unified social credit code."
        : !Role.IsOfAuthority() && Authority is not null ? $"authority of {Group}: an administrator or auditor acts for none."
        : null;
}
