using System.Security.Cryptography;

namespace Ledger.Crypto.Signing;

/// <summary>
/// The passphrase under which files with secrets are encrypted. What it derives is kept until it is disposed of, so that the files of one
/// folder, which share a salt, cost one derivation and not one each.
/// </summary>
public sealed class KeyPassphrase : IDisposable
{
    /// <summary>Longest passphrase, in bytes.</summary>
    public const int MaxLength = 1024;

    /// <summary>Shortest passphrase that anything is encrypted under, in bytes.</summary>
    public const int FewestBytes = 12;

    /// <summary>Rounds of PBKDF2 in the files that are written.</summary>
    public const int WrittenRounds = 600_000;

    /// <summary>Fewest rounds that are read: what <c>openssl genpkey -aes256</c> writes.</summary>
    public const int FewestRounds = 2048;

    /// <summary>Most rounds that are read. Whoever can write a key file must not be able to keep a node from starting by a number in it.</summary>
    public const int MostRounds = 10_000_000;

    internal const int SaltLength = 16;
    internal const int KeyLength = 32;

    private const int MostDerived = 16;

    private readonly Lock _turn = new();
    private readonly byte[] _passphrase;
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltLength);
    private readonly Dictionary<(string Salt, int Rounds), byte[]> _derived = [];
    private bool _disposed;

    private KeyPassphrase(ReadOnlySpan<byte> passphrase) => _passphrase = passphrase.ToArray();

    /// <summary>Whether it has <see cref="FewestBytes"/>.</summary>
    internal bool IsLongEnough => _passphrase.Length >= FewestBytes;

    /// <summary>The salt of the files written under it.</summary>
    internal ReadOnlySpan<byte> Salt => _salt;

    /// <summary>The passphrase in the first line of some bytes, as <c>openssl -passin file:</c> takes it.</summary>
    /// <param name="content">The bytes; a line ends with a line feed, before which a carriage return is dropped.</param>
    /// <exception cref="CryptographicException">The line is empty or longer than <see cref="MaxLength"/> bytes.</exception>
    public static KeyPassphrase FromFirstLine(ReadOnlySpan<byte> content)
    {
        int end = content.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (end < 0 ? content : content[..end]).TrimEnd((byte)'\r');
        return line.Length is > 0 and <= MaxLength
            ? new KeyPassphrase(line)
            : throw new CryptographicException($"A passphrase has 1 to {MaxLength} bytes in one line.");
    }

    /// <summary>The passphrase in the first line of a file that is its owner's alone.</summary>
    /// <exception cref="UnauthorizedAccessException">Group or others have any access to the file.</exception>
    /// <exception cref="CryptographicException">The file holds no passphrase.</exception>
    /// <exception cref="IOException">The file could not be read.</exception>
    public static KeyPassphrase FromFile(string path)
    {
        byte[] content = PrivateFile.Read(path, MaxLength + 2);
        try
        {
            return FromFirstLine(content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>The passphrase in the first line of a stream, for example standard input, of which no byte more is read.</summary>
    /// <exception cref="CryptographicException">The line is empty or too long.</exception>
    public static KeyPassphrase FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] line = new byte[MaxLength + 2];
        try
        {
            int length = 0;
            while (length < line.Length && stream.Read(line, length, 1) == 1 && line[length] != '\n')
            {
                length++;
            }

            return FromFirstLine(line.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
        }
    }

    /// <summary>The AES key of a file (RFC 8018, 5.2: PBKDF2 with HMAC-SHA-256). The caller wipes it.</summary>
    /// <exception cref="CryptographicException">The rounds are too few or too many.</exception>
    internal byte[] Derive(ReadOnlySpan<byte> salt, int rounds)
    {
        if (rounds is < FewestRounds or > MostRounds)
        {
            throw new CryptographicException($"The file asks for {rounds} rounds of PBKDF2; {FewestRounds} to {MostRounds} are made.");
        }

        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            (string, int) name = (Convert.ToHexString(salt), rounds);
            if (!_derived.TryGetValue(name, out byte[]? key))
            {
                if (_derived.Count == MostDerived)
                {
                    Forget();
                }

                key = Rfc2898DeriveBytes.Pbkdf2(_passphrase, salt, rounds, HashAlgorithmName.SHA256, KeyLength);
                _derived.Add(name, key);
            }

            return [.. key];
        }
    }

    /// <summary>Wipes the passphrase and what was derived from it.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _disposed = true;
            CryptographicOperations.ZeroMemory(_passphrase);
            Forget();
        }
    }

    private void Forget()
    {
        foreach (byte[] key in _derived.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        _derived.Clear();
    }
}
