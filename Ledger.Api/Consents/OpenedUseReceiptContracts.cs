namespace Ledger.Api.Consents;

/// <summary>A system with an encryption certificate of its own states that it opened and verified what another province gave it.</summary>
/// <param name="Use">Name of the use, 32 hexadecimal characters, as the answer has it.</param>
/// <param name="Index">Its index in that province's log.</param>
/// <param name="AnswerSm3">SM3 of the answer as it was opened, 64 hexadecimal characters.</param>
public sealed record OpenedUseReceiptRequest(string Use, long Index, string AnswerSm3);

/// <summary>The receipt that the node gives for it.</summary>
/// <param name="Receipt">用证回执: signed statement of kind <c>use-receipt/v1</c> with <c>openedBy</c>, canonical JSON in base64, for the department's file.</param>
public sealed record OpenedUseReceiptResponse(string Receipt);
