namespace Ledger.Crypto.Native;

/// <summary>Return values of PKCS#11 functions that are told apart (PKCS#11 2.40, A).</summary>
internal static class CryptokiCode
{
    public const uint Ok = 0;
    public const uint SlotInvalid = 0x03;
    public const uint GeneralError = 0x05;
    public const uint DeviceError = 0x30;
    public const uint DeviceMemory = 0x31;
    public const uint DeviceRemoved = 0x32;
    public const uint MechanismInvalid = 0x70;
    public const uint PinIncorrect = 0xA0;
    public const uint PinInvalid = 0xA1;
    public const uint PinLength = 0xA2;
    public const uint PinLocked = 0xA4;
    public const uint TokenNotPresent = 0xE0;
    public const uint TokenNotRecognised = 0xE1;
    public const uint AlreadyLoggedIn = 0x100;
    public const uint NotInitialised = 0x190;
    public const uint AlreadyInitialised = 0x191;
}
