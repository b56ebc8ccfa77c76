namespace Ledger.Node.Exchange;

/// <summary>Which form of file a request to a sharing service asks for.</summary>
internal static class FileRequest
{
    /// <summary>The one way in which a file is given.</summary>
    public const string Base64 = "base64";

    /// <summary>The one kind of file that is given.</summary>
    public const string Pdf = "pdf";

    /// <summary>Returns where the request leaves the form open or asks for the one there is.</summary>
    /// <exception cref="ExchangeException"><see cref="ExchangeStatus.WrongContentType"/>.</exception>
    public static void Check(ExchangeElements elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        if (!IsOpenOr(elements["contentType"], Base64))
        {
            throw new ExchangeException(
                ExchangeStatus.WrongContentType, $"contentType 固定为 {Base64}。", $"contentType is always {Base64}.");
        }

        if (!IsOpenOr(elements["fileType"], Pdf))
        {
            throw new ExchangeException(
                ExchangeStatus.WrongContentType, $"fileType 目前只有 {Pdf}。", $"fileType is {Pdf} only, at present.");
        }
    }

    private static bool IsOpenOr(string value, string only) => value.Length == 0 || value.Equals(only, StringComparison.OrdinalIgnoreCase);
}
