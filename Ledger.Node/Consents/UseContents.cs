using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>Makes, seals and opens what uses say. Personal data: in memory only.</summary>
internal static class UseContents
{
    private const string Purpose = "use";

    /// <summary>What a use says, with a salt of its own; the fields that are given are still to be added.</summary>
    public static UseContent Of(UseCaller caller, UsePurpose purpose, BasisClaim claim, string legalBasis) => new()
    {
        Salt = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32)),
        System = caller.System,
        Authority = caller.Authority,
        Organisation = purpose.Organisation,
        Operator = purpose.Operator,
        ItemName = purpose.ItemName,
        ItemCode = purpose.ItemCode,
        CaseNumber = purpose.CaseNumber,
        Purpose = purpose.Use,
        BasisNumber = claim.Number,
        RegisteredBy = claim.RegisteredBy,
        LegalBasis = legalBasis,
        Question = caller.Question,
        Recipient = caller.Recipient is null ? ByteString.Empty : ByteString.CopyFrom(caller.Recipient.Raw.Span),
    };

    /// <summary>The use, ready to be entered.</summary>
    /// <param name="rows">Where the holders' keys lie.</param>
    /// <param name="vault">Seals.</param>
    /// <param name="made">All of the event but its digests.</param>
    /// <param name="content">What it says.</param>
    public static PreparedUse Seal(LedgerRead rows, HolderVault vault, UseMade made, UseContent content)
    {
        byte[] plaintext = content.ToByteArray();
        byte[] sealedContent = vault.Seal(rows, made.HolderHandles, Purpose, plaintext);
        (made.ContentSm3, made.SealedSm3) = (ByteString.CopyFrom(Sm3.Hash(plaintext).Span), SealedDigest.Of(sealedContent));
        return new PreparedUse(made, sealedContent);
    }

    /// <summary>Opens one; null where one of its holders was erased, or the bytes are gone.</summary>
    public static UseContent? TryOpen(LedgerRead rows, HolderVault vault, long index, UseMade made) =>
        vault.TryOpenBeside(rows, made.HolderHandles, Purpose, index) is byte[] content ? UseContent.Parser.ParseFrom(content) : null;
}
