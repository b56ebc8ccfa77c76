using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Parties;

/// <summary>What a registration needs, worked out before the writer's turn. To be disposed of once nothing more is sealed for the holder.</summary>
/// <param name="Since">Size of the checkpoint under which it was worked out.</param>
/// <param name="Handle">The holder's handle, if the turn finds nothing newer.</param>
/// <param name="Lookup">Where a holder with the same code would be found.</param>
/// <param name="Name">The name to be registered.</param>
/// <param name="WrappedKey">The wrapped key of a new holder; null for one already known.</param>
/// <param name="SealedDetails">Details to be written; null where the known ones are right.</param>
internal sealed record PreparedHolder(long Since, ByteString Handle, Digest Lookup, string Name, byte[]? WrappedKey, byte[]? SealedDetails) : IDisposable
{
    private readonly byte[] _key = [];
    private bool _isDisposed;

    /// <summary>The holder's key itself, 16 bytes, so that what is sealed meanwhile need not unwrap it.</summary>
    /// <exception cref="ObjectDisposedException">It was cleared: under what is left nothing may be sealed.</exception>
    public required byte[] Key
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _key;
        }

        init => _key = value;
    }

    /// <summary>Clears the key from memory; what is sealed and wrapped stays.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_key);
    }

    /// <summary>The handle alone: what is prepared may end up in a log, and the name may not.</summary>
    public override string ToString() => $"{nameof(PreparedHolder)} {Convert.ToHexStringLower(Handle.Span)}";
}
