namespace Ledger.Crypto.Signing;

/// <summary>An open session, logged in, with the handle that the private key has in it.</summary>
/// <param name="Generation">The module's when it was opened: in another one it means nothing.</param>
/// <param name="Session">CK_SESSION_HANDLE.</param>
/// <param name="Key">CK_OBJECT_HANDLE of the private key.</param>
internal sealed record Pkcs11Session(int Generation, nuint Session, nuint Key);
