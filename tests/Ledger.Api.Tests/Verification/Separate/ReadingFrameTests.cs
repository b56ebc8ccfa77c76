using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification.Separate;

namespace Ledger.Api.Tests.Verification.Separate;

public class ReadingFrameTests
{
    private const int Seed = 20261126;
    private const int Mutants = 3000;

    private static readonly byte[] Licence = SampleLicence.Write(SampleLicence.Food, TestSigner.ForPdf);

    [Fact]
    public void A_refusal_arrives_as_it_was()
    {
        FileReading refused = FileReading.Refused(FileRefusalReason.Damaged, "It ends too early.");

        Assert.Equal(refused, ReadingFrame.Read(Frame(refused), Licence));
    }

    [Fact]
    public void Nothing_a_process_could_say_breaks_its_node()
    {
        byte[] frame = Frame(FileReader.Read(Licence, CancellationToken.None));
        Random random = new(Seed);
        int refused = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] mutant = (byte[])frame.Clone();
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                // Numbers and names lie at both ends; between them are the attachments.
                int at = random.Next(3) > 0 ? random.Next(80) : mutant.Length - 1 - random.Next(40);
                mutant[at] = (byte)random.Next(256);
            }

            byte[] said = i % 5 == 0 ? mutant[..random.Next(mutant.Length)] : mutant;
            try
            {
                PdfReading? reading = ReadingFrame.Read(said, Licence).Pdf;
                Assert.All(reading?.Signatures ?? [], signature => Assert.True(signature.SignedBytes().Length < Licence.Length));
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, Mutants - 1);
    }

    [Fact]
    public void A_longer_file_cannot_be_called_as_signed()
    {
        byte[] frame = Frame(FileReader.Read(Licence, CancellationToken.None));

        Assert.Throws<FormatException>(() => ReadingFrame.Read(frame, (byte[])[.. Licence, 0]));
    }

    private static byte[] Frame(FileReading reading)
    {
        using MemoryStream stream = new();
        ReadingFrame.Write(reading).WriteTo(stream);
        return stream.ToArray()[sizeof(int)..];
    }
}
