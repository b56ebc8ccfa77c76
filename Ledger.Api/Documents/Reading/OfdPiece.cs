namespace Ledger.Api.Documents.Reading;

/// <summary>One text object of a page (GB/T 33190-2016, 11.2): a line or a part of one.</summary>
/// <param name="Text">Its characters without white space, which only says where lines end.</param>
/// <param name="Line">How far down the page its baseline lies, in millimetres.</param>
internal sealed record OfdPiece(string Text, double Line);
