using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// The block cipher SM4 (GB/T 32907-2016), forwards only, as counter modes need it. Time does not depend on key or data.
/// Safe to call from several threads.
/// </summary>
internal sealed class Sm4 : IDisposable
{
    public const int KeyLength = 16;
    public const int BlockLength = 16;
    public const int Rounds = 32;

    private readonly Sm4Engine _engine;
    private readonly uint[] _roundKeys = new uint[Rounds];

    /// <exception cref="ArgumentException">The key does not have 16 bytes.</exception>
    /// <exception cref="PlatformNotSupportedException">The processor does not have what the engine needs.</exception>
    public Sm4(ReadOnlySpan<byte> key, Sm4Engine engine)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException($"An SM4 key has {KeyLength} bytes, not {key.Length}.", nameof(key));
        }

        _engine = Sm4Encryption.IsSupported(engine) ? engine : throw new PlatformNotSupportedException($"This processor has no {engine}.");
        Expand(key);
    }

    /// <summary>Enciphers one block.</summary>
    public void EncryptBlock(ReadOnlySpan<byte> input, Span<byte> output)
    {
        switch (_engine)
        {
            case Sm4Engine.Gfni512:
                Sm4Lanes<Sm4SixteenLanes, Vector512<uint>>.EncryptBlock(_roundKeys, input, output);
                break;
            case Sm4Engine.Gfni256:
                Sm4Lanes<Sm4EightLanes, Vector256<uint>>.EncryptBlock(_roundKeys, input, output);
                break;
            case Sm4Engine.Aes:
                Sm4Lanes<Sm4FourLanes, Vector128<uint>>.EncryptBlock(_roundKeys, input, output);
                break;
            default:
                Sm4Bitsliced.EncryptBlock(_roundKeys, input, output);
                break;
        }
    }

    /// <summary>Adds to data the blocks that the counters become: nonce ‖ counter, nonce ‖ counter + 1 and so on (GB/T 17964: CTR).</summary>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="counter">The first counter; they go on modulo 2^32.</param>
    /// <param name="input">The data.</param>
    /// <param name="output">As long; the same memory, or none of it.</param>
    public void AddCounters(ReadOnlySpan<byte> nonce, uint counter, ReadOnlySpan<byte> input, Span<byte> output)
    {
        switch (_engine)
        {
            case Sm4Engine.Gfni512:
                Sm4Lanes<Sm4SixteenLanes, Vector512<uint>>.AddCounters(_roundKeys, nonce, counter, input, output);
                break;
            case Sm4Engine.Gfni256:
                Sm4Lanes<Sm4EightLanes, Vector256<uint>>.AddCounters(_roundKeys, nonce, counter, input, output);
                break;
            case Sm4Engine.Aes:
                Sm4Lanes<Sm4FourLanes, Vector128<uint>>.AddCounters(_roundKeys, nonce, counter, input, output);
                break;
            default:
                Sm4Bitsliced.AddCounters(_roundKeys, nonce, counter, input, output);
                break;
        }
    }

    /// <summary>Wipes the round keys.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_roundKeys.AsSpan()));

    // GB/T 32907, 7.3
    private void Expand(ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<uint> systemParameter = [0xA3B1BAC6, 0x56AA3350, 0x677D9197, 0xB27022DC];
        Span<uint> k = stackalloc uint[4];
        for (int i = 0; i < 4; i++)
        {
            k[i] = BinaryPrimitives.ReadUInt32BigEndian(key[(4 * i)..]) ^ systemParameter[i];
        }

        for (int round = 0; round < Rounds; round++)
        {
            uint b = Substitute(k[(round + 1) & 3] ^ k[(round + 2) & 3] ^ k[(round + 3) & 3] ^ FixedParameter(round));
            k[round & 3] ^= b ^ BitOperations.RotateLeft(b, 13) ^ BitOperations.RotateLeft(b, 23);
            _roundKeys[round] = k[round & 3];
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(k));
    }

    private uint Substitute(uint word) => _engine switch
    {
        Sm4Engine.Gfni512 or Sm4Engine.Gfni256 => Sm4Lanes<Sm4EightLanes, Vector256<uint>>.Substitute(word),
        Sm4Engine.Aes => Sm4Lanes<Sm4FourLanes, Vector128<uint>>.Substitute(word),
        _ => Sm4Bitsliced.Substitute(word),
    };

    // GB/T 32907, 7.3: byte j of CK(i) is (4i + j)·7 mod 256.
    private static uint FixedParameter(int round)
    {
        uint parameter = 0;
        for (int j = 0; j < 4; j++)
        {
            parameter = (parameter << 8) | (uint)(((4 * round) + j) * 7 & 0xFF);
        }

        return parameter;
    }
}
