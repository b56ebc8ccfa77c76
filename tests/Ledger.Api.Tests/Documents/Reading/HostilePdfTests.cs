using System.Text;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Documents.Reading;

public class HostilePdfTests
{
    private const int Seed = 20261121;
    private const int Mutants = 6000;

    [Fact]
    public void No_mutant_of_a_signed_licence_passes_as_intact()
    {
        byte[] signed = SampleLicence.Write(SampleLicence.Food, TestSigner.ForPdf);
        byte[] other = SampleLicence.Write(SampleLicence.Business, TestSigner.ForPdf);
        Assert.True(Judge(signed));
        Random random = new(Seed);
        int changedAfterSigning = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] mutant = Mutate(signed, other, i % 7, random);
            if (mutant.AsSpan().SequenceEqual(signed))
            {
                continue;
            }

            bool? intact = null;
            bool quick = Patience.AnswersWithinASecond(() => intact = Judge(mutant));
            Assert.True(quick, $"Mutant {i} of seed {Seed} takes too long.");
            Assert.False(intact == true, $"Mutant {i} of seed {Seed} passed.");
            changedAfterSigning += intact is null ? 0 : 1;
        }

        Assert.InRange(changedAfterSigning, 1, Mutants - 1);
    }

    [VectorFact]
    public void No_file_of_the_pyHanko_collection_passes_or_breaks_the_reader()
    {
        string[] files = Directory.GetFiles(Vectors.Path("pdf", "pyhanko"), "*.pdf", SearchOption.AllDirectories);
        Assert.True(files.Length > 100);
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<PdfRejectedException>(() => PdfReader.Read(bytes, CancellationToken.None));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < 16 << 20, file);
            Assert.True(Patience.AnswersWithinASecond(() => Judge(bytes)), file);
        }
    }

    /// <summary>True when the layout is as signed and the signature verifies; null when the file is refused.</summary>
    private static bool? Judge(byte[] file)
    {
        try
        {
            PdfReading reading = PdfReader.Read(file, CancellationToken.None);
            return reading.Integrity == PdfIntegrity.AsSigned
                && TestSigner.Verify(reading.Signatures[^1].Message, reading.Signatures[^1].SignedBytes());
        }
        catch (PdfRejectedException)
        {
            return null;
        }
    }

    private static byte[] Mutate(byte[] signed, byte[] other, int kind, Random random)
    {
        byte[] mutant = (byte[])signed.Clone();
        int at = random.Next(mutant.Length);
        int length = random.Next(1, Math.Min(4000, mutant.Length - at + 1));
        switch (kind)
        {
            case 0:
                return mutant[..at];
            case 1:
                for (int flips = random.Next(1, 20); flips > 0; flips--)
                {
                    mutant[random.Next(mutant.Length)] ^= (byte)(1 << random.Next(8));
                }

                return mutant;
            case 2:
                return ChangeNearSignature(mutant, random);
            case 3:
                Array.Copy(signed, at, mutant, random.Next(mutant.Length - length), length);
                return mutant;
            case 4:
                int from = random.Next(other.Length - length);
                return [.. signed[..at], .. other[from..(from + length)], .. signed[at..]];
            case 5:
                return [.. signed, .. signed[at..(at + length)]];
            default:
                string update = $"\n{random.Next(1, 99)} 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 1\n0000000000 65535 f \n"
                    + $"trailer\n<</Size 9/Root 1 0 R/Prev {at}>>\nstartxref\n{signed.Length}\n%%EOF\n";
                return [.. signed, .. Encoding.ASCII.GetBytes(update)];
        }
    }

    /// <summary>Characters that matter, put where structure is: the signature's dictionary and the end of the file.</summary>
    private static byte[] ChangeNearSignature(byte[] mutant, Random random)
    {
        int signature = mutant.AsSpan().IndexOf("/Type/Sig/"u8);
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            int at = random.Next(2) == 0 ? signature + random.Next(18_000) : mutant.Length - 1 - random.Next(12_000);
            mutant[at] = "0123456789ABCDEF<>[]()/ R\n"u8[random.Next(26)];
        }

        return mutant;
    }
}
