namespace Ledger.Crypto.Transparency;

/// <summary>Reads one part of a log, wherever it is kept. Called by several threads at once.</summary>
/// <param name="path">Path below the log's prefix, as <see cref="TilePath"/> writes it.</param>
/// <param name="maxLength">A longer part is not read.</param>
/// <param name="cancel">Ends the reading.</param>
/// <exception cref="FileNotFoundException">There is no such part.</exception>
/// <exception cref="IOException">It cannot be read, or is too long.</exception>
public delegate Task<byte[]> ReadLogFile(string path, int maxLength, CancellationToken cancel);
