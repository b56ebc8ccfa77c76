namespace Ledger.Api.Consents;

/// <summary>用证回执 of a use.</summary>
/// <param name="Receipt">
/// The signed statement of kind <c>use-receipt/v1</c>, canonical JSON in base64: <c>use</c>, <c>log</c>, <c>index</c>, <c>authority</c>, <c>answerSm3</c>, <c>node</c>, <c>time</c>.
/// </param>
public sealed record UseReceiptRequest(string Receipt);

/// <summary>A receipt that was entered.</summary>
/// <param name="UseIndex">Log index of the use.</param>
/// <param name="Index">Log index of the receipt.</param>
/// <param name="LeafHash">Its leaf hash in the SHA-256 tree, base64.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it.</param>
public sealed record UseReceiptResponse(long UseIndex, long Index, string LeafHash, long Size);

/// <summary>Whether the asking province's node stated that it opened what was given (用证回执).</summary>
/// <param name="At">When its receipt came; null where none has.</param>
/// <param name="Chinese">The same in a sentence.</param>
/// <param name="English">The same in English.</param>
/// <param name="Statement">The signed statement, canonical JSON in base64, which <c>ledger receipt</c> checks; null where none came, or it cannot be read any more.</param>
public sealed record OwnUseReceiptContract(DateTimeOffset? At, string Chinese, string English, string? Statement);
