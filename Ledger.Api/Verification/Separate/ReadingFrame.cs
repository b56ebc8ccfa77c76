using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>The form in which a reading process tells what it found. Enumerations go by their place; both sides are one program.</summary>
internal static class ReadingFrame
{
    private const int LongestMessage = 1000;

    /// <summary>What a frame holds.</summary>
    private enum Kind
    {
        Refusal,
        Pdf,
        Others,
        Ofd,
    }

    /// <summary>Writes a reading.</summary>
    public static FrameWriter Write(FileReading reading)
    {
        FrameWriter frame = new();
        if (reading.Pdf is PdfReading pdf)
        {
            frame.Number((int)Kind.Pdf);
            PdfReadingFrame.Write(frame, pdf);
        }
        else if (reading.Ofd is OfdReading ofd)
        {
            frame.Number((int)Kind.Ofd);
            OfdReadingFrame.Write(frame, ofd);
        }
        else if (reading.Others is OthersPdf others)
        {
            frame.Number((int)Kind.Others);
            OthersPdfFrame.Write(frame, others);
        }
        else
        {
            FileRefusal refusal = reading.Refusal ?? throw new ArgumentException("The reading is empty.", nameof(reading));
            frame.Number((int)Kind.Refusal);
            frame.Number((int)refusal.Reason);
            frame.Text(refusal.Message.Length > LongestMessage / 4 ? refusal.Message[..(LongestMessage / 4)] : refusal.Message);
        }

        return frame;
    }

    /// <summary>Reads what a process says of a file. Nothing of it is believed that the file itself can show.</summary>
    /// <exception cref="FormatException">It cannot be true of this file, or is no answer at all.</exception>
    public static FileReading Read(ReadOnlyMemory<byte> answer, ReadOnlyMemory<byte> file)
    {
        FrameReader frame = new(answer);
        FileReading reading = frame.Choice<Kind>() switch
        {
            Kind.Pdf => new FileReading { Pdf = PdfReadingFrame.Read(frame, file) },
            Kind.Ofd => new FileReading { Ofd = OfdReadingFrame.Read(frame) },
            Kind.Others => new FileReading { Others = OthersPdfFrame.Read(frame, file) },
            _ => FileReading.Refused(frame.Choice<FileRefusalReason>(), frame.Text(LongestMessage)),
        };
        frame.End();
        return reading;
    }
}
