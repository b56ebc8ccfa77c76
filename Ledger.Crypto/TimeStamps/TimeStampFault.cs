namespace Ledger.Crypto.TimeStamps;

/// <summary>Why a time stamp does not verify.</summary>
public enum TimeStampFault
{
    /// <summary>It verifies.</summary>
    None,

    /// <summary>It is of other data, or by a hash function that is not understood.</summary>
    Imprint,

    /// <summary>It was not signed with the key of the certificate in it.</summary>
    Signature,

    /// <summary>The certificate does not make its holder a time-stamping authority.</summary>
    NoAuthority,

    /// <summary>The certificate leads to no trusted root.</summary>
    AuthorityUnknown,

    /// <summary>The certificate's path breaks a rule, or was not valid at the time of the stamp.</summary>
    Chain,
}
