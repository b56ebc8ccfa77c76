using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.Receipts;

/// <summary>One signature of a receipt. Its scheme is that of the certified key.</summary>
/// <param name="Certificate">The receipt key's certificate.</param>
/// <param name="Value">64 bytes <c>r‖s</c>.</param>
public sealed record ReceiptSignature(Certificate Certificate, ReadOnlyMemory<byte> Value);
