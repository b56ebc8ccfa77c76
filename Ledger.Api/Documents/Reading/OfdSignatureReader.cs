using System.Security.Cryptography;
using System.Xml.Linq;
using Ledger.Api.Documents.Ofd;
using Ledger.Crypto.Hashing;

namespace Ledger.Api.Documents.Reading;

/// <summary>Finds the signatures of an OFD file and compares the files that each of them covers (GB/T 33190-2016, 18).</summary>
internal sealed class OfdSignatureReader(OfdArchive archive)
{
    private readonly OfdPaths _paths = new(archive);
    private readonly Dictionary<(string Method, string Name), byte[]?> _digests = [];

    /// <summary>All signatures of all documents of the file.</summary>
    /// <param name="entry">The root of OFD.xml.</param>
    /// <exception cref="OfdRejectedException">More signatures or files than any licence has, or a list that cannot be read.</exception>
    public IEnumerable<OfdSignature> Read(XElement entry)
    {
        int count = 0;
        foreach (XElement document in entry.Children("DocBody").Where(document => document.Child("Signatures") is not null))
        {
            string? listName = _paths.Resolve(document.Text("Signatures"), OfdNames.Entry);
            XElement list = (listName is null ? null : OfdXml.Parse(archive.Find(listName)!.Value))
                ?? throw new OfdRejectedException(OfdRejection.Malformed, "The list of signatures is absent or cannot be read.");
            foreach (XElement item in list.Children("Signature"))
            {
                if (++count > OfdLimits.Signatures)
                {
                    throw new OfdRejectedException(OfdRejection.TooLarge, "The file has more than 32 signatures.");
                }

                yield return ReadOne(item, listName!);
            }
        }
    }

    private OfdSignature ReadOne(XElement item, string listName)
    {
        string id = item.Attribute("ID")?.Value ?? "";
        bool isSeal = item.Attribute("Type")?.Value is null or "Seal";
        string? name = _paths.Resolve(item.Attribute("BaseLoc")?.Value, listName);
        ReadOnlyMemory<byte> description = name is null ? default : archive.Find(name)!.Value;
        XElement? root = name is null ? null : OfdXml.Parse(description);
        if (root is null)
        {
            return new(id, isSeal, name ?? "", default, default, null, [], []);
        }

        XElement? signed = root.Child("SignedInfo");
        string? valueName = _paths.Resolve(root.Text("SignedValue") ?? "SignedValue.dat", name!);
        string? sealName = _paths.Resolve(signed.Child("Seal").Text("BaseLoc"), name!);
        HashSet<string> covered = new(StringComparer.OrdinalIgnoreCase) { name!, valueName ?? "" };
        List<OfdReference> references = [.. ReadReferences(signed.Child("References"), name!, covered)];
        return new(
            id,
            isSeal,
            name!,
            description,
            valueName is null ? default : archive.Find(valueName)!.Value,
            sealName is null ? default : archive.Find(sealName),
            references,
            [.. archive.Parts.Select(part => part.Name).Where(part => !covered.Contains(part))]);
    }

    private IEnumerable<OfdReference> ReadReferences(XElement? list, string origin, HashSet<string> covered)
    {
        string method = list?.Attribute("CheckMethod")?.Value ?? "MD5"; // the standard's default
        int count = 0;
        foreach (XElement reference in list.Children("Reference"))
        {
            archive.CheckTime();
            if (++count > OfdLimits.References)
            {
                throw new OfdRejectedException(OfdRejection.TooLarge, "A signature names more than 1,000 files.");
            }

            string path = reference.Attribute("FileRef")?.Value ?? "";
            string? name = _paths.Resolve(path, origin);
            if (name is not null)
            {
                covered.Add(name);
            }

            yield return new(path, name is null ? OfdReferenceState.Absent : Compare(method, name, reference.Text("CheckValue") ?? ""));
        }
    }

    private OfdReferenceState Compare(string method, string name, string expected)
    {
        if (!_digests.TryGetValue((method, name), out byte[]? digest))
        {
            ReadOnlyMemory<byte> content = archive.Find(name)!.Value;
            digest = method.ToUpperInvariant() switch
            {
                "SM3" or OfdNames.Sm3 => Sm3.Hash(content.Span).ToArray(),
                "SHA256" or "SHA-256" or "2.16.840.1.101.3.4.2.1" => SHA256.HashData(content.Span),
                _ => null,
            };
            _digests.Add((method, name), digest);
        }

        byte[] claimed = new byte[64];
        return digest is null ? OfdReferenceState.UnknownMethod
            : Convert.TryFromBase64String(expected, claimed, out int length) && claimed.AsSpan(0, length).SequenceEqual(digest)
                ? OfdReferenceState.Agrees : OfdReferenceState.Differs;
    }
}
