using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Documents.Reading;

/// <summary>Reads what the first revision keeps for later ones.</summary>
internal static class PdfPlacesReader
{
    /// <summary>The empty fields and the empty store; null where the signature allows no change (DocMDP P 1).</summary>
    /// <exception cref="PdfRejectedException">The signature's permission and what is kept do not fit, or are written in another way.</exception>
    public static PdfPlaces? Read(PdfObjects objects, PdfDictionary catalogue, PdfDictionary form)
    {
        List<object> fields = objects.Get<List<object>>(form, "Fields");
        if (objects.Resolve(fields[0]) is not PdfDictionary certifying || certifying.Entries.GetValueOrDefault("P") is not PdfReference page)
        {
            throw Malformed();
        }

        long permission = PermissionOf(objects, objects.Get<PdfDictionary>(certifying, "V"));
        bool reserves = fields.Count > 1 || catalogue.Entries.ContainsKey("DSS");
        if (permission == 1 && !reserves)
        {
            return null;
        }

        if (permission != 2 || fields.Count < 2 || catalogue.Entries.GetValueOrDefault("DSS") is not PdfReference store
            || objects.Resolve(store) is not PdfDictionary { Entries.Count: 1 })
        {
            throw Malformed();
        }

        return new PdfPlaces(
            page.Number,
            EmptyField(objects, fields[1], PdfPlaces.SecondName),
            fields.Count == 3 ? EmptyField(objects, fields[2], PdfPlaces.StampName) : 0,
            store.Number);
    }

    private static PdfRejectedException Malformed() =>
        new(PdfRejection.Malformed, "What the signature allows to follow is written in another way.");

    private static int EmptyField(PdfObjects objects, object field, string name)
    {
        bool empty = objects.Resolve(field) is PdfDictionary dictionary && !dictionary.Entries.ContainsKey("V")
            && objects.Get<PdfName>(dictionary, "FT").Value == "Sig"
            && dictionary.Entries.GetValueOrDefault("T") is PdfString title && System.Text.Encoding.ASCII.GetString(title.Value) == name;
        return empty && field is PdfReference reference ? reference.Number : throw Malformed();
    }

    /// <summary>What the certifying signature allows (ISO 32000-1 §12.8.2.2, table 254).</summary>
    private static long PermissionOf(PdfObjects objects, PdfDictionary signature)
    {
        List<object> references = objects.Get<List<object>>(signature, "Reference");
        return references is [PdfDictionary reference]
            && objects.Get<PdfName>(reference, "TransformMethod").Value == "DocMDP"
            && objects.Get<PdfDictionary>(reference, "TransformParams").Entries.GetValueOrDefault("P") is long permission
                ? permission
                : throw Malformed();
    }
}
