using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// Reads the revisions behind the first. Each is read for the few things that are free in it, written anew from these by the writer's own
/// code, and compared byte for byte: there is one form, so nothing else can stand in it.
/// </summary>
internal sealed class PdfRevisionReader
{
    // M, the claimed time: D:20261121093000+08'00'
    private const string TimeForm = "'D:'yyyyMMddHHmmsszzz";

    private readonly ReadOnlyMemory<byte> _file;
    private readonly PdfPlaces _places;
    private PdfValueParser _parser;

    /// <summary>Begins behind the first revision.</summary>
    /// <param name="file">The whole file, further revisions or whatever follows included.</param>
    /// <param name="first">The first revision.</param>
    /// <param name="places">What it keeps for the others.</param>
    public PdfRevisionReader(ReadOnlyMemory<byte> file, PdfBase first, PdfPlaces places)
    {
        (_file, _places, Base) = (file, places, first);
        _parser = ParserAt(first.Length);
    }

    /// <summary>The file up to the end of the last revision that was read.</summary>
    public PdfBase Base { get; private set; }

    /// <summary>The second signature.</summary>
    /// <exception cref="PdfRejectedException">Something else comes, or nothing.</exception>
    public PdfSignatureRevision ReadSecond()
    {
        PdfDictionary dictionary = ReadFilledField(_places.SecondField);
        PdfSignatureFace face = new(Text(dictionary, "Name"), Text(dictionary, "Reason"), Text(dictionary, "Location"), Time(dictionary));
        byte[] contents = Contents(dictionary);
        return Accept(PdfSignatureKind.National, PdfLaterSignature.WriteSecond(Base, _places, face, contents.Length), contents);
    }

    /// <summary>The security store.</summary>
    /// <param name="keys">Names of the signatures that it must speak of.</param>
    /// <exception cref="PdfRejectedException">Something else comes, or nothing.</exception>
    public PdfSecurityStore ReadStore(IReadOnlyList<string> keys)
    {
        List<ReadOnlyMemory<byte>> values = [];
        while (StartsWithObject(Base.Objects + values.Count))
        {
            Expect($"{Base.Objects + values.Count} 0 obj\n<</Length ");
            int length = _parser.Integer();
            Expect(">>\nstream\n");
            values.Add(_parser.Take(length));
            Expect("\nendstream\nendobj\n");
        }

        PdfDictionary store = ReadObject(_places.Store);
        int certificates = Places(store, "Certs", 0, values.Count).Count;
        PdfDictionary validations = store.Entries.GetValueOrDefault("VRI") as PdfDictionary ?? throw Other();
        PdfSecurityStore read = new(
            [.. values.Take(certificates)],
            [.. values.Skip(certificates)],
            [.. keys.Select(key => Validation(key, validations, certificates, values.Count))]);
        Accept(read.Write(Base, _places));
        return read;
    }

    /// <summary>The document time stamp.</summary>
    /// <exception cref="PdfRejectedException">Something else comes, or nothing.</exception>
    public PdfSignatureRevision ReadStamp()
    {
        byte[] contents = Contents(ReadFilledField(_places.StampField));
        return Accept(PdfSignatureKind.TimeStamp, PdfLaterSignature.WriteStamp(Base, _places, contents.Length), contents);
    }

    private static PdfRejectedException Other() => new(PdfRejection.Malformed, "What follows is no revision of our writer.");

    private PdfValueParser ParserAt(int position)
    {
        PdfValueParser parser = new(_file);
        parser.Take(position);
        return parser;
    }

    private void Expect(string text) => _parser.Expect(Encoding.ASCII.GetBytes(text));

    private bool StartsWithObject(int number) => _parser.StartsWith(Encoding.ASCII.GetBytes($"{number} 0 obj\n"));

    private PdfDictionary ReadObject(int number)
    {
        Expect($"{number} 0 obj\n");
        PdfDictionary value = _parser.Value() as PdfDictionary ?? throw Other();
        Expect("\nendobj\n");
        return value;
    }

    private PdfDictionary ReadFilledField(int field)
    {
        ReadObject(field);
        return ReadObject(Base.Objects);
    }

    private static byte[] Contents(PdfDictionary dictionary) =>
        dictionary.Entries.GetValueOrDefault("Contents") is PdfString { IsHexadecimal: true } contents ? contents.Value : throw Other();

    private static string Text(PdfDictionary dictionary, string key) =>
        dictionary.Entries.GetValueOrDefault(key) is PdfString { IsHexadecimal: true, Value: [0xFE, 0xFF, .. byte[] text] }
            ? Encoding.BigEndianUnicode.GetString(text)
            : throw Other();

    private static DateTimeOffset Time(PdfDictionary dictionary) =>
        dictionary.Entries.GetValueOrDefault("M") is PdfString { IsHexadecimal: false } time
        && DateTimeOffset.TryParseExact(
            Encoding.ASCII.GetString(time.Value).Replace("'", "", StringComparison.Ordinal), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateTimeOffset read)
            ? read
            : throw Other();

    private PdfSecurityStore.Validation Validation(string key, PdfDictionary validations, int certificates, int values)
    {
        PdfDictionary validation = validations.Entries.GetValueOrDefault(key) as PdfDictionary ?? throw Other();
        return new(key, Places(validation, "Cert", 0, certificates), Places(validation, "CRL", certificates, values));
    }

    /// <summary>The places in the store that an array of references means; none where there is no array.</summary>
    private List<int> Places(PdfDictionary dictionary, string key, int first, int end)
    {
        List<int> places = [];
        foreach (object item in dictionary.Entries.GetValueOrDefault(key) as List<object> ?? [])
        {
            int place = item is PdfReference reference ? reference.Number - Base.Objects : -1;
            places.Add(place >= first && place < end ? place - first : throw Other());
        }

        return places;
    }

    private PdfSignatureRevision Accept(PdfSignatureKind kind, (PdfTail Tail, PdfContents Contents) written, byte[] contents)
    {
        written.Contents.Fill(written.Tail.Bytes, contents);
        Accept(written.Tail);
        int end = written.Tail.Base.Length;
        return new(
            kind, PdfMessage.Of(contents), _file[..written.Contents.Start], _file[written.Contents.End..end], CoversWholeFile: end == _file.Length);
    }

    private void Accept(PdfTail written)
    {
        if (!_file.Span[Base.Length..].StartsWith(written.Bytes))
        {
            throw Other();
        }

        Base = written.Base;
        _parser = ParserAt(Base.Length);
    }
}
