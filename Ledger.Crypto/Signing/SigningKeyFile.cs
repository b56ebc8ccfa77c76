using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>
/// Private keys in files: PEM with the label <c>PRIVATE KEY</c> (PKCS#8, RFC 7468, 10), unencrypted, so that only the
/// owner may have access. <c>openssl genpkey</c> writes the same form.
/// </summary>
public static class SigningKeyFile
{
    private const string Label = "PRIVATE KEY";
    private const int MaxLength = 16 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a key; the file says of which scheme it is.</summary>
    /// <exception cref="UnauthorizedAccessException">Group or others have any access to the file.</exception>
    /// <exception cref="CryptographicException">The file is not one private key of a scheme the ledger uses.</exception>
    /// <exception cref="IOException">The file could not be read.</exception>
    public static SigningKey Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] pem = ReadPrivate(path);
        byte[] der = new byte[pem.Length];
        try
        {
            return FromPkcs8(der.AsSpan(0, DecodePem(path, pem, der)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pem);
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>Writes a key to a new file that only the owner may read. When this returns, the file outlives a power cut.</summary>
    /// <exception cref="ArgumentException">The key is held elsewhere, for example in a hardware module.</exception>
    /// <exception cref="IOException">The file exists: keys are never overwritten. Or it could not be written.</exception>
    public static void Save(string path, SigningKey key)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (key is not SoftwareKey software)
        {
            throw new ArgumentException("Only a key in memory can be written to a file.", nameof(key));
        }

        byte[] der = software.ExportPkcs8();
        char[] text = PemEncoding.Write(Label, der);
        byte[] pem = new byte[text.Length + 1];
        try
        {
            System.Text.Encoding.ASCII.GetBytes(text, pem);
            pem[^1] = (byte)'\n';
            WritePrivate(Path.GetFullPath(path), pem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
            CryptographicOperations.ZeroMemory(pem);
            text.AsSpan().Clear();
        }
    }

    private static SoftwareKey FromPkcs8(ReadOnlySpan<byte> der) => KeyEncoding.AlgorithmOfPkcs8(der) switch
    {
        SignatureAlgorithm.Sm2Sm3 => Sm2PrivateKey.FromPkcs8(der),
        SignatureAlgorithm.EcdsaP256Sha256 => P256PrivateKey.FromPkcs8(der),
        _ => Ed25519PrivateKey.FromPkcs8(der),
    };

    private static byte[] ReadPrivate(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

        // Asked of the open file, not of its name, which may mean another file by then.
        if ((File.GetUnixFileMode(file.SafeFileHandle) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
        {
            throw new UnauthorizedAccessException($"{path}: only the owner may have access to a private key (chmod 600).");
        }

        if (file.Length > MaxLength)
        {
            throw new CryptographicException($"{path} is too long for a private key.");
        }

        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    private static int DecodePem(string path, ReadOnlySpan<byte> pem, Span<byte> der)
    {
        bool found = PemEncoding.TryFindUtf8(pem, out PemFields fields);
        if (!found
            || !pem[fields.Label].SequenceEqual("PRIVATE KEY"u8)
            || PemEncoding.TryFindUtf8(pem[fields.Location.End..], out _)
            || Base64.DecodeFromUtf8(pem[fields.Base64Data], der, out _, out int length) != OperationStatus.Done)
        {
            throw new CryptographicException($"{path} does not hold exactly one unencrypted private key in PEM.");
        }

        return length;
    }

    private static void WritePrivate(string path, byte[] content)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        using (FileStream file = new(path, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }
}
