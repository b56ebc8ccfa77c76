using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Node.Consents;

/// <summary>For whom a request is done.</summary>
/// <param name="Who">Who signed in, as the one holder for whom they act.</param>
/// <param name="Holder">The holder: personal data, in memory only.</param>
internal sealed record ActedFor(SignedInPerson Who, Holder Holder)
{
    /// <summary>Nothing of the holder, so that no log line gives them away.</summary>
    public override string ToString() => nameof(ActedFor);
}
