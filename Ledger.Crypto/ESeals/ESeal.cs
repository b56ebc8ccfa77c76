using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.ESeals;

/// <summary>An electronic seal (SESeal, GB/T 38540-2020): its description, signed by the seal's maker.</summary>
public sealed class ESeal
{
    /// <summary>Longest seal that is read, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    // Follows from the bytes alone, so whoever asks again gets the same answer.
    private readonly Lazy<ESealFault> _makerFault;
    private readonly Lazy<Digest> _sm3;

    private ESeal(ReadOnlyMemory<byte> raw, ESealInfo info, SealedValue value)
    {
        Raw = raw;
        Info = info;
        Value = value;
        SignedHashes = new SignedHashes(raw);
        _makerFault = new(() => value.Verify());
        _sm3 = new(() => Hashing.Sm3.Hash(raw.Span));
    }

    /// <summary>The DER of the seal.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>What the seal says about itself.</summary>
    public ESealInfo Info { get; }

    /// <summary>The certificate of the seal's maker (制章人).</summary>
    public Certificate Maker => Value.Signer;

    /// <summary>SM3 of <see cref="Raw"/>, by which the log names the seal.</summary>
    internal Digest Sm3 => _sm3.Value;

    internal SealedValue Value { get; }

    /// <summary>What signatures with it sign.</summary>
    internal SignedHashes SignedHashes { get; }

    /// <summary>Whether its maker's key signed it; who that is is not asked here.</summary>
    internal ESealFault MakerFault => _makerFault.Value;

    /// <summary>Makes a seal.</summary>
    /// <param name="info">What it says.</param>
    /// <param name="makerKey">The maker's SM2 key.</param>
    /// <param name="maker">The key's certificate, one that may make seals.</param>
    /// <exception cref="ArgumentException">A field out of range, another key's certificate, or one that may not make seals.</exception>
    public static ESeal Make(ESealInfo info, SigningKey makerKey, Certificate maker)
    {
        ArgumentNullException.ThrowIfNull(info);
        SealedValue.CheckSigner(makerKey, maker);
        if (!maker.MayMakeSeals)
        {
            throw new ArgumentException("The certificate may not make seals.", nameof(maker));
        }

        return Parse(SealedValue.Sign(info.Encode(), makerKey, maker).Encode());
    }

    /// <summary>Reads a seal. Nothing in it is verified yet.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes of DER; copied.</param>
    /// <exception cref="FormatException">Not a seal, or one with a critical extension.</exception>
    /// <exception cref="CryptographicException">Its maker's public key is not a point of its curve.</exception>
    public static ESeal Parse(ReadOnlySpan<byte> der) => Der.Read(der.ToArray(), MaxLength, "A seal", Read);

    internal static ESeal Read(AsnReader reader)
    {
        ReadOnlyMemory<byte> raw = reader.ReadEncodedValue();
        return KnownSeals.Get(raw.Span, () => ReadNew(raw));
    }

    private static ESeal ReadNew(ReadOnlyMemory<byte> raw)
    {
        AsnReader reader = new(raw, AsnEncodingRules.DER);
        AsnReader fields = reader.ReadSequence();
        ReadOnlyMemory<byte> signed = fields.PeekEncodedValue();
        ESealInfo info = ESealInfo.Read(fields);
        SealedValue value = SealedValue.Read(signed, fields);
        fields.ThrowIfNotEmpty();
        return new ESeal(raw, info, value);
    }
}
