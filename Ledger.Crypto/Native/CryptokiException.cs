using System.Globalization;
using System.Security.Cryptography;

namespace Ledger.Crypto.Native;

/// <summary>A PKCS#11 function returned something else than CKR_OK.</summary>
internal sealed class CryptokiException(string function, nuint code)
    : CryptographicException(string.Create(CultureInfo.InvariantCulture, $"{function} returned {NameOf(code)}."))
{
    /// <summary>The CK_RV (PKCS#11 2.40, 5.1).</summary>
    public nuint Code => code;

    /// <summary>Whether the PIN was wrong, which the token may have counted.</summary>
    public bool IsWrongPin => code is CryptokiCode.PinIncorrect or CryptokiCode.PinInvalid or CryptokiCode.PinLength;

    /// <summary>Whether module or device are gone, so that everything has to be begun anew.</summary>
    public bool IsOfDevice => code is CryptokiCode.GeneralError or CryptokiCode.DeviceError or CryptokiCode.DeviceMemory
        or CryptokiCode.DeviceRemoved or CryptokiCode.TokenNotPresent or CryptokiCode.TokenNotRecognised or CryptokiCode.NotInitialised
        or CryptokiCode.SlotInvalid;

    private static string NameOf(nuint code) => code switch
    {
        CryptokiCode.PinIncorrect => "CKR_PIN_INCORRECT",
        CryptokiCode.PinLocked => "CKR_PIN_LOCKED",
        CryptokiCode.DeviceError => "CKR_DEVICE_ERROR",
        CryptokiCode.DeviceRemoved => "CKR_DEVICE_REMOVED",
        CryptokiCode.GeneralError => "CKR_GENERAL_ERROR",
        CryptokiCode.TokenNotPresent => "CKR_TOKEN_NOT_PRESENT",
        CryptokiCode.MechanismInvalid => "CKR_MECHANISM_INVALID",
        _ => $"CK_RV 0x{(ulong)code:x}",
    };
}
