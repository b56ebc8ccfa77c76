namespace Ledger.Crypto.Native;

/// <summary>Flags of a token (CK_TOKEN_INFO) that decide whether a PIN is tried.</summary>
[Flags]
internal enum CryptokiTokenFlags : ulong
{
    /// <summary>None that is looked at.</summary>
    None = 0,

    /// <summary>CKF_USER_PIN_FINAL_TRY: one more wrong PIN locks the token.</summary>
    FinalTry = 0x20000,

    /// <summary>CKF_USER_PIN_LOCKED.</summary>
    Locked = 0x40000,
}
