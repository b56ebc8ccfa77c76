namespace Ledger.Api.Parties;

/// <summary>What a department sends to enter a holder. Sending the same again changes nothing.</summary>
/// <param name="Name">Name as registered.</param>
/// <param name="CodeType">Type of the code (GB/T 36903 Annex A).</param>
/// <param name="Code">The code.</param>
public sealed record RegisterHolderRequest(string Name, string CodeType, string Code);

/// <summary>A holder as the log knows it.</summary>
/// <param name="Handle">32 hexadecimal characters that say nothing about the holder.</param>
public sealed record HolderResponse(string Handle);
