using System.Text.Json.Serialization;

namespace Ledger.Api.Consents;

/// <summary>A use that another province's node asked for: what it gives, with its proofs. Of a licence: document, proof, sealProof; of a material: the others and proof.</summary>
/// <param name="Use">Its name, 32 hexadecimal characters.</param>
/// <param name="Index">Its index in the log.</param>
/// <param name="Proof">Status bundle of the licence or the material, JSON in base64.</param>
/// <param name="Document">The licence's document with the fields that are shown, canonical JSON in base64.</param>
/// <param name="SealProof">Status bundle of the seal that it bears; left out where there is none.</param>
/// <param name="Handle">The material's 16 bytes, base64.</param>
/// <param name="Salt">Salt of what the log committed to, base64.</param>
/// <param name="Fields">The structured fields in canonical JSON, base64; empty for none.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="MediaType">What the file is.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Sm3">SM3 of the file, hexadecimal.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
public sealed record ProvinceUseResponse(
    string Use,
    long Index,
    string Proof,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Document = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SealProof = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Handle = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Salt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Fields = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MediaType = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Length = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sm3 = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sha256 = null);
