using Ledger.Crypto.Hashing;

namespace Ledger.Node.SignIn;

/// <summary>Who signed in, as a session keeps it: nothing in it names anybody.</summary>
/// <param name="Provider">Name of the identity provider in the settings.</param>
/// <param name="Person">Keyed hash of the issuer and the subject.</param>
/// <param name="Holders">Keyed hashes of the codes by which licences are held; empty for staff.</param>
/// <param name="Roles">Roles of staff; empty for citizens.</param>
/// <param name="Authority">Authority for which staff acts; empty for others.</param>
/// <param name="AuthenticatedAt">When the provider last asked for the means of authentication.</param>
/// <param name="HasStepUpAcr">Whether it reached the <c>acr</c> that a step-up needs; true where the settings name none.</param>
/// <param name="ProviderSession">Keyed hash of the issuer and its own session; null where the provider names none.</param>
internal sealed record SignedInPerson(
    string Provider,
    Digest Person,
    IReadOnlyList<Digest> Holders,
    IReadOnlyList<StaffRole> Roles,
    string Authority,
    DateTimeOffset AuthenticatedAt,
    bool HasStepUpAcr,
    Digest? ProviderSession = null)
{
    /// <summary>Keyed hash of the code of the one holder for whom the person chose to act; null where they chose nobody.</summary>
    public Digest? ActsFor { get; init; }

    /// <summary>
    /// While a request is done for whom the person chose, the holders as whom they signed in; <see cref="Holders"/> is then that one alone. Null else.
    /// </summary>
    public IReadOnlyList<Digest>? OwnHolders { get; init; }

    /// <summary>The person as they signed in, whomever they act for.</summary>
    public SignedInPerson Themselves => OwnHolders is null ? this : this with { Holders = OwnHolders, OwnHolders = null };

    /// <summary>Whether the request is done for somebody as whom they did not sign in: a minor.</summary>
    public bool IsGuardian => OwnHolders is not null && !OwnHolders.Contains(Holders[0]);
}
