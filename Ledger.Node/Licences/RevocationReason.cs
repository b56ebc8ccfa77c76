namespace Ledger.Node.Licences;

/// <summary>How a licence ends before its last day. The law keeps the three apart; the status map calls all of them revoked.</summary>
internal enum RevocationReason
{
    /// <summary>注销: closed, given up or issued in error, without fault (Administrative Licence Law, art. 70).</summary>
    Cancelled,

    /// <summary>撤销: annulled because it should not have been granted (art. 69).</summary>
    Withdrawn,

    /// <summary>吊销: taken away as a penalty (Administrative Penalty Law, art. 9).</summary>
    Penalty,

    /// <summary>换发: replaced by the next version, which names this one.</summary>
    Superseded,

    /// <summary>转出: moved to an issuer of another province.</summary>
    Transferred,
}
