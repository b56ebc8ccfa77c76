using System.Text;
using Ledger.Api.Demo;
using Ledger.Crypto.Hashing;

namespace Ledger.Api.Tests.Demo;

/// <summary>Everything in the demonstration that says who somebody is, in every form in which it could leak.</summary>
internal sealed class PersonalData
{
    // Names of people, and where they live or work, among the fields of the demonstration's licences.
    private static readonly string[] PersonalFields = ["FDDBR", "ZYFZR", "ZLFZR", "QFR", "ZS", "ZCDZ", "JYCS", "CKDZ"];

    private PersonalData(IEnumerable<string> texts) => Texts = [.. texts.Distinct()];

    /// <summary>Names of persons and companies, citizen numbers, addresses.</summary>
    public static PersonalData Persons { get; } = new(DemoWorld.Holders.Select(holder => holder.Name)
        .Concat(DemoWorld.Holders.Where(holder => holder.CodeType == "111").Select(holder => holder.Code))
        .Concat(DemoWorld.Licences(100, new DateOnly(2026, 1, 1)).SelectMany(
            licence => licence.Fields.Where(field => PersonalFields.Contains(field.Key)).Select(field => field.Value))));

    /// <summary>The same and the companies' codes, which stand in some identifiers but never in the log or on the chain.</summary>
    public static PersonalData All { get; } = new(Persons.Texts.Concat(DemoWorld.Holders.Select(holder => holder.Code)));

    /// <summary>The texts themselves.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Which of the texts the bytes hold as they are, in UTF-8 or UTF-16.</summary>
    public IEnumerable<string> Plain(byte[] bytes) => Texts.Where(text => Encodings(text).Any(form => bytes.AsSpan().IndexOf(form) >= 0));

    /// <summary>Which of the texts the bytes hold as an unsalted hash, as bytes or as digits.</summary>
    public IEnumerable<string> Hashed(byte[] bytes) => Texts.Where(text => Hashes(text).Any(form => bytes.AsSpan().IndexOf(form) >= 0));

    /// <summary>The encodings of a text.</summary>
    public static byte[][] Encodings(string text) =>
        [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text)];

    /// <summary>The hashes of each of its encodings.</summary>
    public static IEnumerable<byte[]> Hashes(string text) => Encodings(text)
        .SelectMany(form => (Digest[])[Digest.Sha256(form), Sm3.Hash(form), Keccak256.Hash(form)])
        .SelectMany(hash => (byte[][])[hash.ToArray(), Encoding.ASCII.GetBytes(hash.ToHex())]);
}
