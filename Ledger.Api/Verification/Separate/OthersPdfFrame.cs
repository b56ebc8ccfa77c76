using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>The signatures of another system's PDF on their way between processes: places in the file, which are looked at again.</summary>
internal static class OthersPdfFrame
{
    private const int LongestForm = 64;
    private const int MostRevisions = 10_000;

    public static void Write(FrameWriter frame, OthersPdf found)
    {
        frame.Number(found.Revisions);
        frame.Number(found.Signatures.Count);
        foreach (OthersPdfSignature signature in found.Signatures)
        {
            frame.Text(signature.Form);
            frame.Number((int)signature.Fault);
            frame.Number(signature.Gap);
            frame.Number(signature.AfterGap);
            frame.Number(signature.End);
            frame.Number(signature.Revision);
        }
    }

    /// <exception cref="FormatException">It cannot be true of this file.</exception>
    public static OthersPdf Read(FrameReader frame, ReadOnlyMemory<byte> file)
    {
        int revisions = frame.Number(0, MostRevisions);
        List<OthersPdfSignature> signatures = [];
        for (int left = frame.Number(0, OthersPdfReader.MaxSignatures); left > 0; left--)
        {
            signatures.Add(ReadSignature(frame, file.Span, revisions));
        }

        return new OthersPdf(signatures, revisions);
    }

    private static OthersPdfSignature ReadSignature(FrameReader frame, ReadOnlySpan<byte> file, int revisions)
    {
        OthersPdfSignature signature = new(
            frame.Text(LongestForm), frame.Choice<OthersPdfFault>(), frame.Number(0, file.Length), frame.Number(0, file.Length), frame.Number(0, file.Length),
            frame.Number(0, revisions));
        bool hasValue = signature.Fault is not (OthersPdfFault.Range or OthersPdfFault.Gap);
        bool fits = signature.Gap + 2 <= signature.AfterGap && signature.AfterGap <= signature.End
            && file[signature.Gap] == '<' && file[signature.AfterGap - 1] == '>';
        return !hasValue || fits ? signature : throw new FormatException("There is no signature at this place.");
    }
}
