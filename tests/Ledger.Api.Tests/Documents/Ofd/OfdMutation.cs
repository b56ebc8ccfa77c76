using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Documents.Ofd;

/// <summary>Random damage to OFD files: to the package's bytes, or to one file inside it, packed again properly.</summary>
internal static class OfdMutation
{
    /// <summary>A damaged copy.</summary>
    /// <param name="ofd">The whole file.</param>
    /// <param name="kind">0: bytes of the package; 1: one of its files, checksum and headers right; 2: its files moved, doubled, left out.</param>
    /// <param name="random">Where chance comes from.</param>
    public static byte[] Of(byte[] ofd, int kind, Random random)
    {
        if (kind == 0)
        {
            return Damage(ofd, random);
        }

        OfdArchive archive = OfdArchive.Open(ofd, CancellationToken.None);
        List<OfdPart> parts = [.. archive.Parts];
        int at = random.Next(parts.Count);
        OfdPart part = parts[at];
        byte[] content = archive.Find(part.Name)!.Value.ToArray();
        if (kind == 1)
        {
            byte[] damaged = Damage(content, random);
            parts[at] = OfdPart.Store(part.Name, damaged);
            return OfdPackage.Write(parts);
        }

        switch (random.Next(4))
        {
            case 0:
                parts.RemoveAt(at);
                break;
            case 1:
                parts.Insert(random.Next(parts.Count), part);
                break;
            case 2:
                parts[at] = part with { Name = parts[random.Next(parts.Count)].Name };
                break;
            default:
                parts.RemoveAt(at);
                parts.Insert(random.Next(parts.Count + 1), part);
                break;
        }

        return OfdPackage.Write(parts);
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int i = random.Next(1, 5); i > 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(8, bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
