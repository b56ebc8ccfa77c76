namespace Ledger.Api.SignIn;

/// <summary>What an id_token must say to be that of one sign-in.</summary>
/// <param name="Issuer">The provider's issuer, exactly.</param>
/// <param name="ClientId">Whom it is for.</param>
/// <param name="Nonce">The nonce of the sign-in.</param>
/// <param name="AuthenticatedAfter">The person was asked for their means of authentication then or later.</param>
/// <param name="Now">The present moment.</param>
internal sealed record ExpectedToken(string Issuer, string ClientId, string Nonce, DateTimeOffset AuthenticatedAfter, DateTimeOffset Now);
