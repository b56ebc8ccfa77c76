using System.Buffers;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Signing;

/// <summary>What SM2 signs: the hash <c>e</c> of identity, curve, key and message, for modules that take it instead of the message.</summary>
internal static class Sm2Digest
{
    // GB/T 32918.5, 2: a, b, x and y of the base point.
    private static readonly byte[] Curve = Convert.FromHexString(
        "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC"
        + "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
        + "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
        + "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0");

    private const int ShortMessage = 512;

    // In lanes the bytes of every message lie side by side, and twice.
    private const int MostInLanes = 4096;

    /// <summary>The hash under the default user id.</summary>
    /// <param name="publicKey">65 bytes <c>04‖x‖y</c>.</param>
    /// <param name="message">The whole message.</param>
    /// <returns>32 bytes.</returns>
    public static Digest Of(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message) => Of(IdentityOf(publicKey), message);

    /// <summary>The hash <c>Z</c> of user id, curve and key, the same for all messages (GB/T 32918.2, 5.5).</summary>
    /// <param name="publicKey">65 bytes <c>04‖x‖y</c>.</param>
    public static Digest IdentityOf(ReadOnlySpan<byte> publicKey)
    {
        // Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA), ENTL the length of ID in bits.
        ReadOnlySpan<byte> userId = SignatureScheme.DefaultUserId;
        return Sm3.Hash([(byte)(userId.Length * 8 >> 8), (byte)(userId.Length * 8), .. userId, .. Curve, .. publicKey[1..]]);
    }

    /// <summary>The hash of a message under an identity: e = SM3(Z ‖ M) (6.1, A2).</summary>
    public static Digest Of(Digest identity, ReadOnlySpan<byte> message)
    {
        if (message.Length <= ShortMessage)
        {
            Span<byte> whole = stackalloc byte[Digest.Length + ShortMessage];
            identity.Span.CopyTo(whole);
            message.CopyTo(whole[Digest.Length..]);
            return Sm3.Hash(whole[..(Digest.Length + message.Length)]);
        }

        using Sm3Stream stream = new();
        stream.Append(identity.Span);
        stream.Append(message);
        return stream.Finish();
    }

    /// <summary>The hashes of several messages, each under its own identity: in lanes where the processor can, which is several times as fast.</summary>
    /// <param name="messages">Identities, and messages of any length.</param>
    /// <param name="hashes">Receives as many hashes.</param>
    public static void OfEach(ReadOnlySpan<(Digest Identity, ReadOnlyMemory<byte> Message)> messages, Span<Digest> hashes)
    {
        int[] ends = new int[messages.Length];
        int[] places = new int[messages.Length];
        (int count, int end) = (0, 0);
        for (int i = 0; i < messages.Length; i++)
        {
            (Digest identity, ReadOnlyMemory<byte> message) = messages[i];
            if (message.Length > MostInLanes)
            {
                hashes[i] = Of(identity, message.Span);
                continue;
            }

            end += Digest.Length + message.Length;
            (ends[count], places[count]) = (end, i);
            count++;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(end);
        for (int i = 0, start = 0; i < count; start = ends[i++])
        {
            (Digest identity, ReadOnlyMemory<byte> message) = messages[places[i]];
            identity.CopyTo(rented.AsSpan(start));
            message.Span.CopyTo(rented.AsSpan(start + Digest.Length));
        }

        Digest[] found = new Digest[count];
        Sm3Group.Hash(rented.AsSpan(0, end), ends.AsSpan(0, count), found);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        for (int i = 0; i < count; i++)
        {
            hashes[places[i]] = found[i];
        }
    }
}
