using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>证照: the state of one licence and its rules. The fields of its face are not here: they lie sealed.</summary>
/// <param name="Handle">Its 16 bytes in the log.</param>
/// <param name="Identifier">证照标识.</param>
/// <param name="HolderHandle">The holder's 16 bytes.</param>
/// <param name="Validity">有效期.</param>
/// <param name="StatementSm3">SM3 of the statement that was signed.</param>
/// <param name="CheckCodeSm3">SM3 of the printed code that opens its public page; null where none is printed.</param>
/// <param name="IssuedIndex">Log index of the issuing, beside which the sealed document lies.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="LastIndex">Log index of the last event.</param>
/// <param name="Revocation">How it ended; null while it has not.</param>
internal sealed record Licence(
    ByteString Handle,
    LicenceIdentifier Identifier,
    ByteString HolderHandle,
    Validity Validity,
    Digest StatementSm3,
    Digest? CheckCodeSm3,
    long IssuedIndex,
    DateTimeOffset IssuedAt,
    long LastIndex,
    Revocation? Revocation)
{
    /// <summary>What events have made of it.</summary>
    public LicenceStatus Status => Revocation is null ? LicenceStatus.Valid : LicenceStatus.Revoked;

    /// <summary>Whether it may be relied upon on a day: not ended, begun, and not past its last day.</summary>
    public bool IsInForce(DateOnly day) => Status is LicenceStatus.Valid && Validity.Covers(day);

    /// <summary>The licence that an issuing makes.</summary>
    public static Licence After(LicenceIssued issued, EventPosition position)
    {
        ArgumentNullException.ThrowIfNull(issued);
        return new Licence(
            issued.Handle,
            LicenceIdentifier.Parse(issued.Identifier),
            issued.HolderHandle,
            Validity.Parse(issued.ValidFrom, issued.ValidTo),
            new Digest(issued.StatementSm3.Span),
            issued.CheckCodeSm3.IsEmpty ? null : new Digest(issued.CheckCodeSm3.Span),
            position.Index,
            position.Time,
            position.Index,
            Revocation: null);
    }

    /// <summary>Decides an end: 注销, 撤销, 吊销, 换发 or 转出.</summary>
    /// <param name="reason">Which.</param>
    /// <param name="legalBasis">The provision relied upon, at most 256 characters, without personal data.</param>
    /// <param name="decidedOn">Day of the decision.</param>
    /// <param name="today">The day it is in China.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.WrongState"/> where it has ended already; <see cref="LedgerError.InvalidField"/>.
    /// </exception>
    public LicenceRevoked Revoke(RevocationReason reason, string legalBasis, DateOnly decidedOn, DateOnly today)
    {
        if (Revocation is not null)
        {
            string ended = Revocation.Reason.Chinese();
            throw new LedgerException(
                LedgerError.WrongState,
                $"证照已{ended}，不能再次{reason.Chinese()}。",
                $"The licence has ended already ({Revocation.Reason.Code()}).");
        }

        RequireLegalBasis(legalBasis);
        if (decidedOn > today)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "决定日期不能晚于今天。", "The decision cannot lie in the future.", "/decidedOn");
        }

        return new LicenceRevoked
        {
            Handle = Handle,
            ReasonCode = reason.Code(),
            LegalBasis = legalBasis,
            DecidedOn = LicenceDate.Format(decidedOn),
        };
    }

    /// <summary>The licence after its end. Never refuses: what the log holds has happened.</summary>
    public Licence After(LicenceRevoked revoked, EventPosition position) => this with
    {
        LastIndex = position.Index,
        Revocation = ReadRevocation(revoked),
    };

    /// <summary>How the event says that the licence ended.</summary>
    internal static Revocation ReadRevocation(LicenceRevoked revoked)
    {
        ArgumentNullException.ThrowIfNull(revoked);
        return RevocationReasonText.TryParse(revoked.ReasonCode, out RevocationReason reason)
            ? new Revocation(reason, revoked.LegalBasis, LicenceDate.Parse(revoked.DecidedOn))
            : throw new FormatException($"\"{revoked.ReasonCode}\" is not a reason of revocation.");
    }

    private static void RequireLegalBasis(string legalBasis)
    {
        ArgumentNullException.ThrowIfNull(legalBasis);
        bool fits = legalBasis.Length is > 0 and <= 2 * Licences.Revocation.LongestLegalBasis
            && VisibleText.Length(legalBasis) <= Licences.Revocation.LongestLegalBasis
            && VisibleText.IsVisible(legalBasis)
            && !VisibleText.HasOuterSpace(legalBasis)
            && legalBasis.IsNormalized(NormalizationForm.FormC);
        if (!fits)
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                $"法律依据应为 1 至 {Licences.Revocation.LongestLegalBasis} 个可见字符。",
                $"The legal basis has 1 to {Licences.Revocation.LongestLegalBasis} visible characters.",
                "/legalBasis");
        }

        // It stays in the log for ever.
        if (CitizenNumber.IsIn(legalBasis))
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                "法律依据中不得出现公民身份号码。",
                "The legal basis must not hold a citizen number.",
                "/legalBasis");
        }
    }
}
