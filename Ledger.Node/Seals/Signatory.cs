using System.Collections.Concurrent;
using Google.Protobuf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Seals;

/// <summary>
/// What all documents that are signed with the same keys have alike: the seal with its picture and the two certificates, some five sixths of a document.
/// The store has each once, under the SM3 of its row.
/// </summary>
internal sealed class Signatory
{
    // A signatory follows from its hash. A node has as many as seals, and reads one for each document.
    private const int MostKnown = 256;

    private static readonly ConcurrentDictionary<Digest, Signatory> Known = new();

    private readonly byte[] _row;

    private Signatory(byte[] row, ESeal seal, Certificate sealCertificate, Certificate signingCertificate)
    {
        (_row, Sm3, Seal, SealCertificate, SigningCertificate) = (row, Crypto.Hashing.Sm3.Hash(row), seal, sealCertificate, signingCertificate);
    }

    /// <summary>Of the row: the key under which it is stored.</summary>
    public Digest Sm3 { get; }

    /// <summary>The seal (GB/T 38540).</summary>
    public ESeal Seal { get; }

    /// <summary>The certificate of the SM2 key that applies it.</summary>
    public Certificate SealCertificate { get; }

    /// <summary>The certificate of the P-256 key that signs beside it.</summary>
    public Certificate SigningCertificate { get; }

    /// <summary>The signatory of a seal and two certificates.</summary>
    public static Signatory Of(ESeal seal, Certificate sealCertificate, Certificate signingCertificate) => new(
        new SignatoryRow
        {
            Seal = UnsafeByteOperations.UnsafeWrap(seal.Raw),
            SealCertificate = UnsafeByteOperations.UnsafeWrap(sealCertificate.Raw),
            SigningCertificate = UnsafeByteOperations.UnsafeWrap(signingCertificate.Raw),
        }.ToByteArray(),
        seal,
        sealCertificate,
        signingCertificate);

    /// <summary>The stored one.</summary>
    /// <exception cref="StoreException">Missing, or other bytes than were stored: no document of it can be put together.</exception>
    public static Signatory Get(LedgerRead read, Digest sm3)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (Known.TryGetValue(sm3, out Signatory? known))
        {
            return known;
        }

        if (read.Get(Column.Signatories, sm3.Span) is not byte[] bytes || Crypto.Hashing.Sm3.Hash(bytes) != sm3)
        {
            throw new StoreException($"The signatory {sm3.ToHex()} is missing or damaged.");
        }

        SignatoryRow row = SignatoryRow.Parser.ParseFrom(bytes);
        Signatory found = new(
            bytes, ESeal.Parse(row.Seal.Span), Certificate.Parse(row.SealCertificate.Memory), Certificate.Parse(row.SigningCertificate.Memory));
        if (Known.Count >= MostKnown)
        {
            Known.Clear();
        }

        return Known[sm3] = found;
    }

    /// <summary>Whether the store has it.</summary>
    public bool IsStored(LedgerRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.Signatories, Sm3.Span) is not null;
    }

    /// <summary>Stores it, in the turn of the first document that needs it; once more does nothing.</summary>
    public void Enter(LedgerWrite write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (!IsStored(write))
        {
            write.Put(Column.Signatories, Sm3.Span, _row);
        }
    }
}
