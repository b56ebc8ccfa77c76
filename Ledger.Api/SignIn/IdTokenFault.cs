namespace Ledger.Api.SignIn;

/// <summary>Why a token is refused (OpenID Connect Core 1.0, 3.1.3.7; Back-Channel Logout 1.0, 2.6). The names are stable.</summary>
public enum IdTokenFault
{
    /// <summary>Not three parts of canonical base64url over strict JSON: a member twice, a wrong kind, a missing claim.</summary>
    Malformed,

    /// <summary>Longer than 16 KiB.</summary>
    TooLarge,

    /// <summary><c>alg</c> is none of ES256, EdDSA, Ed25519, PS256, RS256; <c>none</c> and those with shared secrets are not among them.</summary>
    Algorithm,

    /// <summary>The provider publishes no key of this name for this algorithm.</summary>
    UnknownKey,

    /// <summary>The signature is not one of the provider's key.</summary>
    Signature,

    /// <summary><c>iss</c> is another provider.</summary>
    Issuer,

    /// <summary><c>aud</c> or <c>azp</c> is not this node and nobody else.</summary>
    Audience,

    /// <summary><c>exp</c> is over.</summary>
    Expired,

    /// <summary><c>nbf</c> is to come, or <c>iat</c> is in the future or long ago.</summary>
    NotNow,

    /// <summary><c>nonce</c> is not that of this sign-in; or a logout token has one.</summary>
    Nonce,

    /// <summary><c>at_hash</c> does not belong to the access token beside it.</summary>
    AccessToken,

    /// <summary><c>auth_time</c> is absent, or longer ago than was asked for.</summary>
    AuthenticationTime,

    /// <summary>Of a logout token: <c>events</c> does not say that a session is over.</summary>
    Event,
}
