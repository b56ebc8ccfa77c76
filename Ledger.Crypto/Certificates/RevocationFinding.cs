namespace Ledger.Crypto.Certificates;

/// <summary>What the revocation lists say of a path.</summary>
public enum RevocationFinding
{
    /// <summary>A current list of every issuer was found, and none revokes a certificate of the path before the moment.</summary>
    NotRevoked,

    /// <summary>A certificate of the path was revoked at or before the moment.</summary>
    Revoked,

    /// <summary>Of one issuer there is no list that its key signed.</summary>
    NoList,

    /// <summary>The newest list of one issuer should have been followed by another: what happened since nobody can tell.</summary>
    Expired,
}
