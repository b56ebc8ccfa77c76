using Ledger.Crypto.Verification;
using Ledger.Node.Copies;

namespace Ledger.Api.Copies;

/// <summary>Whom a copy is for.</summary>
/// <param name="Name">Name of the organisation; or of a person, which is masked (<c>沈**</c>) before anything is signed or kept.</param>
/// <param name="Code">Unified social credit code of the organisation; left out for a person.</param>
public sealed record CopyRecipientContract(string Name, string? Code);

/// <summary>What a department sends to make a copy for one use (加注件).</summary>
/// <param name="Purpose">What it may be used for: 1 to 100 characters on one line, no citizen number; printed across the copy.</param>
/// <param name="Recipient">Who may use it.</param>
/// <param name="ExpiresAt">Last moment at which it counts, with its offset (RFC 3339); 1 minute to 1 year from now.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters.</param>
/// <param name="Fields">
/// National short names of the fields to show; those that name licence, issuer and dates are always shown. The others are then not in the
/// file at all. Left out: all fields. At most 200.
/// </param>
public sealed record MakeCopyRequest(
    string Purpose, CopyRecipientContract Recipient, string ExpiresAt, string Operator, IReadOnlyList<string>? Fields);

/// <summary>What a holder sends to make a copy of their own licence for one use; as of a department, without an operator.</summary>
/// <param name="Purpose">What it may be used for: 1 to 100 characters on one line, no citizen number; printed across the copy.</param>
/// <param name="Recipient">Who may use it.</param>
/// <param name="ExpiresAt">Last moment at which it counts, with its offset (RFC 3339); 1 minute to 1 year from now.</param>
/// <param name="Fields">National short names of the fields to show; left out for all.</param>
public sealed record MakeOwnCopyRequest(string Purpose, CopyRecipientContract Recipient, string ExpiresAt, IReadOnlyList<string>? Fields);

/// <summary>What a holder sends to withdraw a copy of their own licence.</summary>
/// <param name="Note">Why: up to 500 characters; kept sealed.</param>
public sealed record WithdrawOwnCopyRequest(string? Note);

/// <summary>What a department sends to withdraw a copy.</summary>
/// <param name="Operator">经办人: account at the department.</param>
/// <param name="Note">Why: up to 500 characters; kept sealed.</param>
public sealed record WithdrawCopyRequest(string Operator, string? Note);

/// <summary>A copy of a licence for one use.</summary>
/// <param name="Serial">Its serial, 32 hexadecimal characters, as printed; its name in the log.</param>
/// <param name="Identifier">证照标识 of the licence.</param>
/// <param name="Purpose">制作事由.</param>
/// <param name="Recipient">Who may use it; a person's name masked.</param>
/// <param name="Maker">制作者.</param>
/// <param name="MadeAt">制作时间.</param>
/// <param name="ExpiresAt">有效期截止时间.</param>
/// <param name="Shown">Names of the fields it shows; null for all.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it was not.</param>
/// <param name="Index">Index of its making in the log.</param>
/// <param name="File">Where its PDF is.</param>
public sealed record CopyResponse(
    string Serial,
    string Identifier,
    string Purpose,
    CopyRecipientContract Recipient,
    string Maker,
    DateTimeOffset MadeAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<string>? Shown,
    DateTimeOffset? WithdrawnAt,
    long Index,
    string File)
{
    /// <param name="copy">The copy.</param>
    /// <param name="licences">Address of the licences as the caller calls them.</param>
    internal static CopyResponse Of(OpenedCopy copy, string licences)
    {
        CopyStatement statement = copy.Document.Statement;
        return new(
            statement.Serial,
            statement.Identifier,
            statement.Purpose,
            new CopyRecipientContract(statement.Recipient.Name, statement.Recipient.Code),
            statement.Maker,
            statement.MadeAt,
            statement.ExpiresAt,
            statement.Shown,
            copy.Copy.WithdrawnAt,
            copy.Copy.Index,
            $"{licences}/{statement.Identifier}/copies/{statement.Serial}/pdf");
    }
}

/// <summary>Copies of a licence, in the order of their making.</summary>
/// <param name="Copies">At most 100.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record CopyListResponse(IReadOnlyList<CopyResponse> Copies, string? Cursor);

/// <summary>A copy just withdrawn, or withdrawn before by the same request.</summary>
/// <param name="Serial">Its serial.</param>
/// <param name="Index">Index of the withdrawal in the log.</param>
/// <param name="LeafHash">Its leaf hash in the SHA-256 tree, base64.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it.</param>
public sealed record WithdrawnCopyResponse(string Serial, long Index, string LeafHash, long Size);
