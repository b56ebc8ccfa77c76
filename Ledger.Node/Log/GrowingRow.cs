using System.Buffers;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>The last row of a sequence whose rows hold 256 pieces each: it takes one piece after the other, then the next row begins.</summary>
internal sealed class GrowingRow
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<(long Number, byte[] Value)> _complete = [];
    private long _number;
    private int _pieces;
    private bool _isChanged;

    /// <summary>The row in which piece <paramref name="size"/> comes next.</summary>
    /// <param name="size">Pieces so far in all rows.</param>
    /// <param name="value">What the last row holds: empty where the next one is yet to begin.</param>
    public GrowingRow(long size, ReadOnlySpan<byte> value)
    {
        _number = size / TilePath.Width;
        _pieces = (int)(size % TilePath.Width);
        _bytes.Write(value);
    }

    /// <summary>Adds a piece.</summary>
    public void Append(ReadOnlySpan<byte> piece)
    {
        _bytes.Write(piece);
        _pieces++;
        _isChanged = true;
        if (_pieces == TilePath.Width)
        {
            _complete.Add((_number, _bytes.WrittenSpan.ToArray()));
            _bytes.ResetWrittenCount();
            _number++;
            _pieces = 0;
            _isChanged = false;
        }
    }

    /// <summary>The rows changed since this was asked last, whole; the last of them may grow on.</summary>
    public List<(long Number, byte[] Value)> TakeChanged()
    {
        List<(long Number, byte[] Value)> changed = [.. _complete];
        if (_isChanged)
        {
            changed.Add((_number, _bytes.WrittenSpan.ToArray()));
        }

        _complete.Clear();
        _isChanged = false;
        return changed;
    }

    /// <summary>A copy that grows on its own.</summary>
    /// <exception cref="InvalidOperationException">Changes were not taken.</exception>
    public GrowingRow Clone() => _isChanged || _complete.Count > 0
        ? throw new InvalidOperationException("Rows that were not written would be written twice, or never.")
        : new GrowingRow((_number * TilePath.Width) + _pieces, _bytes.WrittenSpan);
}
