namespace Ledger.Api.Documents;

/// <summary>The checksum of ZIP entries (APPNOTE 4.4.7) and PNG chunks (PNG third edition, 5.5): the polynomial of IEEE 802.3, least significant bit first.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint checksum = 0xFFFFFFFF;
        foreach (byte octet in bytes)
        {
            checksum = Table[(checksum ^ octet) & 0xFF] ^ (checksum >> 8);
        }

        return ~checksum;
    }

    private static uint Entry(int octet)
    {
        uint value = (uint)octet;
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        }

        return value;
    }
}
