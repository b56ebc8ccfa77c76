using System.Globalization;
using System.Text;

namespace Ledger.Node;

/// <summary>What may be written of an exception in a log: its type and those within it, the system's numbers, and where it was thrown; never a message.</summary>
internal sealed class UnsaidException : Exception
{
    private readonly string _text;

    /// <param name="exception">The exception; nothing of it is kept but what is said above.</param>
    public UnsaidException(Exception exception)
        : base(Of(exception, withTrace: false)) => _text = Of(exception, withTrace: true);

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static string Of(Exception exception, bool withTrace)
    {
        StringBuilder text = new();
        for (Exception? one = exception; one is not null; one = one.InnerException)
        {
            text.Append(text.Length == 0 ? "" : withTrace ? "\n ---> " : " <- ")
                .Append(CultureInfo.InvariantCulture, $"{one.GetType().FullName} (0x{one.HResult:x8})");
            if (withTrace && one.StackTrace is string trace)
            {
                text.Append('\n').Append(trace);
            }
        }

        return text.ToString();
    }
}
