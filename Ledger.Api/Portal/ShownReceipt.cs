namespace Ledger.Api.Portal;

/// <summary>A signed receipt that travels in the page of its verdict: the node keeps neither file nor receipt.</summary>
/// <param name="Serial">Its serial.</param>
/// <param name="Address">The receipt itself, as a <c>data:</c> address to download.</param>
public sealed record ShownReceipt(string Serial, string Address)
{
    /// <summary>A receipt in JSON.</summary>
    public static ShownReceipt Of(string serial, byte[] json) => new(serial, $"data:application/json;base64,{Convert.ToBase64String(json)}");
}
