using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>A PDF's security store on its way between processes.</summary>
internal static class PdfStoreFrame
{
    private const int MostParts = 64;
    private const int MostValidations = 8;
    private const int KeyLength = 64;

    /// <summary>Writes a store, or that there is none.</summary>
    public static void Write(FrameWriter frame, PdfSecurityStore? store)
    {
        frame.Number(store is null ? 0 : 1);
        if (store is null)
        {
            return;
        }

        WriteParts(frame, store.Certificates);
        WriteParts(frame, store.RevocationLists);
        frame.Number(store.Validations.Count);
        foreach (PdfSecurityStore.Validation validation in store.Validations)
        {
            frame.Text(validation.Key);
            WritePlaces(frame, validation.Certificates);
            WritePlaces(frame, validation.RevocationLists);
        }
    }

    /// <summary>Reads a store; null for none.</summary>
    /// <exception cref="FormatException">Too many or too long parts, or a place that is none of the store's.</exception>
    public static PdfSecurityStore? Read(FrameReader frame)
    {
        if (!frame.Flag())
        {
            return null;
        }

        List<ReadOnlyMemory<byte>> certificates = ReadParts(frame);
        List<ReadOnlyMemory<byte>> lists = ReadParts(frame);
        List<PdfSecurityStore.Validation> validations = [];
        for (int left = frame.Number(0, MostValidations); left > 0; left--)
        {
            validations.Add(new(frame.Text(KeyLength), ReadPlaces(frame, certificates.Count), ReadPlaces(frame, lists.Count)));
        }

        return new PdfSecurityStore(certificates, lists, validations);
    }

    private static void WriteParts(FrameWriter frame, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        frame.Number(parts.Count);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            frame.Bytes(part);
        }
    }

    private static List<ReadOnlyMemory<byte>> ReadParts(FrameReader frame)
    {
        List<ReadOnlyMemory<byte>> parts = [];
        for (int left = frame.Number(0, MostParts); left > 0; left--)
        {
            parts.Add(frame.Bytes(PdfLimits.FileLength));
        }

        return parts;
    }

    private static void WritePlaces(FrameWriter frame, IReadOnlyList<int> places)
    {
        frame.Number(places.Count);
        foreach (int place in places)
        {
            frame.Number(place);
        }
    }

    private static List<int> ReadPlaces(FrameReader frame, int parts)
    {
        List<int> places = [];
        for (int left = frame.Number(0, parts); left > 0; left--)
        {
            places.Add(frame.Number(0, parts - 1));
        }

        return places;
    }
}
