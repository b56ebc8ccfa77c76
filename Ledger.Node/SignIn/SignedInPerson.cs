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
    Digest? ProviderSession = null);
