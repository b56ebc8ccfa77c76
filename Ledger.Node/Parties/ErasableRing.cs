using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Parties;

/// <summary>
/// The half of every holder's wrapping key that no backup has: a file of its own, outside of what is backed up, out of which an erased holder is
/// taken for good. A backup then holds wrapped keys that nobody can unwrap any more, and still opens for every other holder. Whoever has the file
/// alone can open nothing.
/// </summary>
internal sealed class ErasableRing : IDisposable
{
    /// <summary>Bytes of what tells one ring from another.</summary>
    public const int IdLength = 16;

    /// <summary>The most copies that a node keeps.</summary>
    public const int MostCopies = 8;

    // Three kilobytes a puncture at the most: more of them than a province will see in decades.
    private const int MaxLength = 512 << 20;

    // More bits than a name has: below that nothing is hashed.
    private const int TakenAway = int.MaxValue;

    private readonly IReadOnlyList<string> _paths;
    private readonly PuncturableKey _key;
    private readonly byte[] _id;
    private readonly Lock _turn = new();
    private bool _isSaved;

    private ErasableRing(IReadOnlyList<string> paths, byte[] id, PuncturableKey key) => (_paths, _id, _key) = (paths, id, key);

    // File: magic ‖ id ‖ nodes ‖ SM3 of all before.
    private static ReadOnlySpan<byte> Magic => "ledger erasable ring v1\n"u8;

    /// <summary>Tells this ring from others; random.</summary>
    public ReadOnlySpan<byte> Id => _id;

    /// <summary>Opens the ring and puts the same into every copy's place; the first file that is there counts, in the order given.</summary>
    /// <param name="paths">Its file, and where its copies lie.</param>
    /// <returns>Null where none of the files exists.</returns>
    /// <exception cref="CryptographicException">It is damaged.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than the owner have access to it.</exception>
    /// <exception cref="IOException">A copy cannot be written.</exception>
    public static ErasableRing? Open(IReadOnlyList<string> paths)
    {
        if (paths.FirstOrDefault(File.Exists) is not string found)
        {
            return null;
        }

        byte[] content = PrivateFile.Read(found, MaxLength);
        try
        {
            ErasableRing ring = Parse(paths, found, content);
            foreach (string path in paths.Where(path => path != found && !HasAlready(path, content)))
            {
                Put(path, content);
            }

            return ring;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Makes a new ring. When this returns, the file and its copies outlive a power cut.</summary>
    /// <exception cref="IOException">One of the files exists, or cannot be written.</exception>
    public static ErasableRing Create(IReadOnlyList<string> paths)
    {
        if (paths.FirstOrDefault(File.Exists) is string existing)
        {
            throw new IOException($"{existing} exists; secrets are never overwritten.");
        }

#pragma warning disable CA2000 // The ring that is given back disposes of it.
        ErasableRing ring = new(paths, RandomNumberGenerator.GetBytes(IdLength), PuncturableKey.Create());
#pragma warning restore CA2000
        ring.Save();
        return ring;
    }

    /// <summary>Whether a holder's half is there.</summary>
    public bool Has(ByteString holder)
    {
        lock (_turn)
        {
            return _key.Has(NameOf(holder));
        }
    }

    /// <summary>What the handles of those begin with who were taken out, 8 bytes each.</summary>
    public IReadOnlyList<byte[]> Erased()
    {
        lock (_turn)
        {
            return [.. _key.Punctured()];
        }
    }

    /// <summary>Works out a holder's half.</summary>
    /// <param name="holder">The holder's 16 bytes, of which the random first eight count.</param>
    /// <param name="half">Receives 32 bytes; to be cleared after use.</param>
    /// <returns>False where it was taken away.</returns>
    public bool TryDerive(ByteString holder, Span<byte> half)
    {
        ReadOnlySpan<byte> name = NameOf(holder);
        int? bits;
        lock (_turn)
        {
            bits = _key.TryFind(name, half);
        }

        if (bits is not int found)
        {
            return false;
        }

        PuncturableKey.Descend(name, found, half); // up to 64 hashes, for which nobody else has to wait
        return true;
    }

    /// <summary>Works out the halves of several holders together, hashed in lanes.</summary>
    /// <param name="holders">The 16 bytes of each.</param>
    /// <param name="halves">Receives 32 bytes for each, zeros where it was taken away; to be cleared after use.</param>
    /// <returns>For each whether it is there.</returns>
    public bool[] DeriveEach(IReadOnlyList<ByteString> holders, Span<Digest> halves)
    {
        byte[] names = new byte[holders.Count * PuncturableKey.NameLength];
        int[] bits = new int[holders.Count];
        lock (_turn)
        {
            FindEach(holders, names, bits, halves);
        }

        PuncturableKey.DescendEach(names, bits, halves); // up to 64 hashes, for which nobody else has to wait
        return [.. bits.Select(decided => decided != TakenAway)];
    }

    private void FindEach(IReadOnlyList<ByteString> holders, Span<byte> names, Span<int> bits, Span<Digest> halves)
    {
        Span<byte> half = stackalloc byte[PuncturableKey.KeyLength];
        for (int i = 0; i < bits.Length; i++)
        {
            ReadOnlySpan<byte> name = NameOf(holders[i]);
            name.CopyTo(names[(i * PuncturableKey.NameLength)..]);
            bits[i] = _key.TryFind(name, half) ?? TakenAway;
            halves[i] = bits[i] == TakenAway ? default : new Digest(half);
        }

        CryptographicOperations.ZeroMemory(half);
    }

    /// <summary>Takes a holder out, from the file and every copy. When this returns, none of them has what it needs, and their old bytes were written over.</summary>
    /// <exception cref="IOException">One of them could not be written: to be tried again.</exception>
    public void Puncture(ByteString holder)
    {
        lock (_turn)
        {
            if (_key.Puncture(NameOf(holder)) || !_isSaved)
            {
                Save();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static ErasableRing Parse(IReadOnlyList<string> paths, string found, byte[] content)
    {
        ReadOnlySpan<byte> body = content.AsSpan(0, Math.Max(0, content.Length - Digest.Length));
        bool isWhole = body.StartsWith(Magic) && body.Length >= Magic.Length + IdLength && Sm3.Hash(body).Span.SequenceEqual(content.AsSpan(body.Length));
        try
        {
            return isWhole
                ? new ErasableRing(paths, body.Slice(Magic.Length, IdLength).ToArray(), PuncturableKey.Parse(body[(Magic.Length + IdLength)..])) { _isSaved = true }
                : throw new FormatException("not a whole ring");
        }
        catch (FormatException e)
        {
            throw new CryptographicException($"{found} holds no erasable ring, or is damaged.", e);
        }
    }

    private void Save()
    {
        _isSaved = false;
        byte[] nodes = _key.Format();
        byte[] body = [.. Magic, .. _id, .. nodes];
        byte[] content = [.. body, .. Sm3.Hash(body).Span];
        try
        {
            foreach (string path in _paths)
            {
                Put(path, content);
            }

            _isSaved = true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(nodes);
            CryptographicOperations.ZeroMemory(body);
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static bool HasAlready(string path, byte[] content) => File.Exists(path) && PrivateFile.Read(path, MaxLength).AsSpan().SequenceEqual(content);

    private static void Put(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using FileStream? old = File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete) : null;
        PrivateFile.Replace(path, content);
        if (old is not null)
        {
            // The file has no name any more; where its blocks are written in place, nothing of it is left.
            old.Write(new byte[old.Length]);
            old.Flush(flushToDisk: true);
        }
    }

    private static ReadOnlySpan<byte> NameOf(ByteString holder) => Handle.Checked(holder).Span[..PuncturableKey.NameLength];
}
