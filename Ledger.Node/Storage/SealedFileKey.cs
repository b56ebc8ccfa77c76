namespace Ledger.Node.Storage;

/// <summary>Gives the SM4 key of a sealed file by the file's random salt: 16 bytes that no other file is sealed under; the receiver clears them.</summary>
/// <param name="salt">The 16 bytes at the start of the file.</param>
internal delegate byte[] SealedFileKey(ReadOnlySpan<byte> salt);
