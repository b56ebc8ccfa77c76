namespace Ledger.Api.Demo;

/// <summary>What a code of the demonstration's identity provider stands for.</summary>
/// <param name="Client">Whose it is.</param>
/// <param name="Person">Who was chosen.</param>
/// <param name="Nonce">Comes back in the token.</param>
/// <param name="Challenge">What its verifier must give (RFC 7636).</param>
/// <param name="At">When somebody was chosen.</param>
internal sealed record DemoGrant(DemoClient Client, DemoPerson Person, string Nonce, string Challenge, DateTimeOffset At);
