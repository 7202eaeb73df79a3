using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.OpenCec;

/// <summary>The array of a list, filtered as it arrives.</summary>
internal sealed class OpenCecListPage<T> : PageBody<T>
    where T : class
{
    private readonly EnergyResponse _response;
    private readonly Stream _body;
    private readonly JsonRowStream<T, JsonRowReader<T>> _rows;
    private readonly Func<T, bool>? _keep;
    private int _count;

    public OpenCecListPage(EnergyTransport transport, EnergyResponse response, Stream body, JsonTypeInfo<T> typeInfo, Func<T, bool>? keep)
    {
        _response = response;
        _body = body;
        _keep = keep;
        _rows = new JsonRowStream<T, JsonRowReader<T>>(body, response.Call, new OpenCecBareArray(), new JsonRowReader<T>(typeInfo), transport.Drift, transport.Limits);
    }

    public override T[] Items => _rows.Items;

    public override int Count => _count;

    public override string? Next => null;

    public override PageResponse Response => _response.Info;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _count = 0;
        if (!await _rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        for (var i = 0; i < _rows.Count; i++)
        {
            if (_keep is null || _keep(_rows.Items[i]))
            {
                _rows.Items[_count++] = _rows.Items[i];
            }
        }

        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        await _body.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
