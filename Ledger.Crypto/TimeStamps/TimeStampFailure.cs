namespace Ledger.Crypto.TimeStamps;

/// <summary>Why a time-stamping authority refuses: bits of PKIFailureInfo (RFC 3161, 2.4.2).</summary>
internal enum TimeStampFailure
{
    /// <summary>The hash function is not one it stamps.</summary>
    BadAlgorithm = 0,

    /// <summary>The request is malformed.</summary>
    BadDataFormat = 5,

    /// <summary>It does not stamp under the policy asked for.</summary>
    UnacceptedPolicy = 15,

    /// <summary>It does not know an extension of the request.</summary>
    UnacceptedExtension = 16,

    /// <summary>The authority cannot stamp now.</summary>
    SystemFailure = 25,
}
